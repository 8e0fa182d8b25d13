import { resolve } from 'node:path'
import { askPermission, type Permission } from '../permission.ts'
import type { AskStep, Step } from '../steps.ts'
import { endTool, failTool, startTool, type ToolStart } from '../tool-call.ts'
import { fill, type Turn } from '../turn.ts'

/** Asks, and returns the branch to follow; null when the turn was cancelled meanwhile. */
export async function ask(turn: Turn, step: AskStep): Promise<readonly Step[] | null> {
  const tool = describeTool(turn, step)
  const toolCallId = await startTool(turn, tool)
  const what = `ask:${JSON.stringify([tool.kind, tool.title, tool.input])}`
  const permission = await askPermission(turn, { toolCallId, tool, what })
  if (permission === 'granted') await endTool(turn, toolCallId, { status: 'completed' })
  else await failTool(turn, toolCallId, permission === 'rejected' ? 'Rejected.' : 'Cancelled.')
  return branchOf(step, permission)
}

function branchOf(step: AskStep, permission: Permission): readonly Step[] | null {
  switch (permission) {
    case 'granted':
      return step.granted
    case 'rejected':
      return step.otherwise
    case 'cancelled':
      return null
  }
}

function describeTool(turn: Turn, step: AskStep): ToolStart {
  const path = step.path === undefined ? undefined : fill(turn, step.path)
  const input = {
    ...(step.command === undefined ? {} : { command: fill(turn, step.command) }),
    ...(path === undefined ? {} : { path }),
  }
  return {
    title: fill(turn, step.title),
    kind: step.toolKind,
    ...(path === undefined ? {} : { paths: [resolve(turn.session.cwd, path)] }),
    input,
  }
}
