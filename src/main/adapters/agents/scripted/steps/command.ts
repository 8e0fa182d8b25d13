import { CommandOutput } from '../command-output.ts'
import { permitTool } from '../permission.ts'
import { runShell, type ShellEnd } from '../shell-command.ts'
import type { RunStep } from '../steps.ts'
import { endTool, failTool, progressTool, startTool, type ToolStart, textContent } from '../tool-call.ts'
import { fill, type Turn } from '../turn.ts'
import type { StepOutcome } from '../turn-end.ts'

/** Runs a command in the worktree as a tool call with live output. */
export async function runCommand(turn: Turn, step: RunStep): Promise<StepOutcome> {
  const command = fill(turn, step.command)
  const tool: ToolStart = { title: command, kind: 'execute', input: { command } }
  const id = await startTool(turn, tool)
  const permission = await permitTool(turn, id, tool)
  if (permission !== 'granted') {
    await failTool(
      turn,
      id,
      permission === 'rejected' ? 'Rejected; the command did not run.' : 'Cancelled; the command did not run.',
    )
    return permission === 'cancelled' ? { kind: 'stop', reason: 'cancelled' } : undefined
  }
  await progressTool(turn, id)
  let shown: Promise<unknown> = Promise.resolve()
  const output = new CommandOutput((text) => {
    shown = Promise.all([shown, progressTool(turn, id, [textContent(text)])])
    // Reported where it is awaited, below; the command must be waited for first, whatever becomes of the client.
    shown.catch(() => undefined)
  })
  const end = await runShell({
    command,
    cwd: turn.session.cwd,
    environment: turn.host.environment,
    timeoutMs: step.timeoutMs,
    mark: turn.session.nextRunMark(),
    signal: turn.signal,
    output: (text) => output.add(text),
  })
  await shown
  const text = [output.text, noteOf(end, step)].filter((part) => part !== '').join('\n')
  const status = isExpected(end, step) ? 'completed' : 'failed'
  await endTool(turn, id, { status, content: [textContent(text)], output: rawOutput(end, output.text) })
  return undefined
}

function isExpected(end: ShellEnd, { expect }: RunStep): boolean {
  if (end.kind !== 'exited') return false
  return expect === 'any' || (end.code === 0) === (expect === 'ok')
}

function noteOf(end: ShellEnd, step: RunStep): string {
  switch (end.kind) {
    case 'exited':
      return end.code === 0 ? '' : `[${end.signal === null ? `exit code ${end.code}` : `ended by ${end.signal}`}]`
    case 'timed-out':
      return `[ended after ${step.timeoutMs} ms, its time limit]`
    case 'cancelled':
      return '[cancelled]'
    case 'unstarted':
      return `[could not start: ${end.message}]`
  }
}

function rawOutput(end: ShellEnd, output: string): Record<string, unknown> {
  const exit = end.kind === 'exited' ? { exitCode: end.code, signal: end.signal } : { exitCode: null, signal: null }
  return { ...exit, timedOut: end.kind === 'timed-out', cancelled: end.kind === 'cancelled', output }
}
