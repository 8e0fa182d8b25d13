import type { JsonObject } from '../../../../../shared/kernel/json.ts'
import { asText, replaceObject } from '../replace.ts'
import type { McpStep } from '../steps.ts'
import { endTool, progressTool, startTool, textContent } from '../tool-call.ts'
import { fill, namesOf, type Turn } from '../turn.ts'

/** Calls a tool of an MCP server. With `error: any` also a failure is an answer, which can be saved. */
export async function callMcp(turn: Turn, step: McpStep): Promise<void> {
  const server = fill(turn, step.server)
  const tool = fill(turn, step.tool)
  const args = replaceObject(step.args, namesOf(turn))
  const id = await startTool(turn, {
    title: `${server}: ${tool}`,
    kind: 'other',
    input: { server, tool, arguments: args },
  })
  await progressTool(turn, id)
  const clients = await turn.session.mcp()
  const asked = await clients.call({ server, tool, args, signal: turn.signal })
  const answer = asked.ok ? asked.value : failedAnswer(asked.error)
  const accepted = !answer.isError || step.error === 'any'
  const { value, result } = answer
  if (accepted && step.save !== undefined && !turn.signal.aborted) {
    turn.session.record({ kind: 'saved', name: step.save, answer: { value, result } })
  }
  const content = [textContent(asText(value))]
  await endTool(turn, id, { status: accepted ? 'completed' : 'failed', content, output: result })
}

function failedAnswer(message: string) {
  const result: JsonObject = { isError: true, content: [{ type: 'text', text: message }] }
  return { value: message, result, isError: true }
}
