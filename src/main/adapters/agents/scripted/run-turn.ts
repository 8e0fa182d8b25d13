import { type PromptRequest, type PromptResponse, RequestError } from '@agentclientprotocol/sdk'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { StepsFence } from './fence.ts'
import { choosePromptSource, turnNumber } from './prompt-source.ts'
import { INVALID_SCRIPT } from './protocol-failures.ts'
import { runSteps } from './run-steps.ts'
import type { Step } from './steps.ts'
import type { Turn } from './turn.ts'
import type { TurnEnd } from './turn-end.ts'

const NO_STEPS: Step = { kind: 'say', text: 'No steps for this turn', chunks: 1, everyMs: undefined }

/** Carries out one prompt. The error answers the request as a protocol error. */
export async function runTurn(
  request: PromptRequest,
  context: Omit<Turn, 'number' | 'index'>,
): Promise<Result<PromptResponse, RequestError>> {
  const { session } = context
  const number = turnNumber(request, session.state)
  session.record({ kind: 'prompted', turn: number, blocks: request.prompt })
  const steps = await stepsOf(request, { ...context, number, index: undefined })
  if (!steps.ok) {
    session.record({ kind: 'ended', turn: number, how: 'invalid script' })
    return steps
  }
  const outcome = await runSteps({ ...context, number, index: undefined }, steps.value)
  const end: TurnEnd = context.signal.aborted
    ? { kind: 'stop', reason: 'cancelled' }
    : (outcome ?? { kind: 'stop', reason: 'end_turn' })
  session.record({ kind: 'ended', turn: number, how: end.kind === 'stop' ? end.reason : String(end.error.code) })
  return end.kind === 'stop' ? ok({ stopReason: end.reason }) : err(end.error)
}

async function stepsOf(request: PromptRequest, turn: Turn): Promise<Result<readonly Step[], RequestError>> {
  const source = choosePromptSource(request, turn.session.state, turn.number)
  switch (source.kind) {
    case 'script':
      return checkScript(source.fence)
    case 'set-earlier':
      return ok(source.steps)
    case 'command':
      // The person's own text, in which nothing is replaced: names are for scripts.
      return ok([{ kind: 'run', command: source.command, timeoutMs: undefined, expect: 'ok' }])
    case 'none':
      return ok([NO_STEPS])
  }
}

/** The YAML library is loaded here, since most prompts of a benchmark or demo never need it at start. */
async function checkScript(fence: StepsFence): Promise<Result<readonly Step[], RequestError>> {
  const { parseScript } = await import('./parse-script.ts')
  const script = parseScript(fence.text)
  if (script.ok) return script
  const { line, step, message } = script.error
  const promptLine = fence.line + line - 1
  const written = fence.text.split('\n')[line - 1]?.trim() ?? ''
  const text = `Line ${line} of the steps (line ${promptLine} of the prompt) is wrong: ${message}. It reads "${written}". No step has run.`
  return err(new RequestError(INVALID_SCRIPT, text, { line, promptLine, step, problem: message }))
}
