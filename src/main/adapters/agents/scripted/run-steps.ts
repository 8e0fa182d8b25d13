import { lstat } from 'node:fs/promises'
import { ask } from './steps/ask.ts'
import { runCommand } from './steps/command.ts'
import { fileStep } from './steps/files.ts'
import { callMcp } from './steps/mcp.ts'
import { plan, say, think, usage } from './steps/speech.ts'
import { fail, flood, garbage, hang, kill, spin, unknownUpdate } from './steps/trouble.ts'
import type { ActingStep, AskStep, IfStep, RepeatStep, Step } from './steps.ts'
import { breathe, fill, pause, type Turn } from './turn.ts'
import type { StepOutcome } from './turn-end.ts'
import { resolveInWorktree } from './worktree-path.ts'

const CANCELLED: StepOutcome = { kind: 'stop', reason: 'cancelled' }

/** Runs steps in order until one ends the turn. A cancelled turn ends after the step that noticed it. */
export async function runSteps(turn: Turn, steps: readonly Step[]): Promise<StepOutcome> {
  for (const step of steps) {
    if (turn.signal.aborted) return CANCELLED
    const outcome = await runStep(turn, step)
    if (turn.signal.aborted) return CANCELLED
    if (outcome !== undefined) return outcome
  }
  return undefined
}

/** Steps that only do something are one line here; those that steer the turn have a function. */
async function runStep(turn: Turn, step: Step): Promise<StepOutcome> {
  switch (step.kind) {
    case 'read':
    case 'write':
    case 'edit':
    case 'delete':
    case 'move':
      return fileStep(turn, step)
    case 'run':
      return runCommand(turn, step)
    case 'ask':
      return runAsk(turn, step)
    case 'repeat':
      return runRepeat(turn, step)
    case 'if':
      return runIf(turn, step)
    case 'fail':
      return fail(turn, step)
    case 'stop':
      return { kind: 'stop', reason: step.reason }
    default:
      await act(turn, step)
      return undefined
  }
}

function act(turn: Turn, step: ActingStep): Promise<void> | void {
  switch (step.kind) {
    case 'say':
      return say(turn, step)
    case 'think':
      return think(turn, step.text)
    case 'plan':
      return plan(turn, step)
    case 'mcp':
      return callMcp(turn, step)
    case 'usage':
      return usage(turn, step)
    case 'sleep':
      return pause(turn, step.ms)
    case 'flood':
      return flood(turn, step)
    case 'hang':
      return hang(turn)
    case 'spin':
      return spin(turn, step.ms)
    case 'crash':
      return turn.host.exit(step.code)
    case 'kill':
      return kill(turn, step.signal)
    case 'garbage':
      return garbage(turn, step.text)
    case 'unknownUpdate':
      return unknownUpdate(turn, step)
    case 'onTurn':
      return turn.session.record({ kind: 'later', turn: turn.number, turns: step.turns })
  }
}

async function runAsk(turn: Turn, step: AskStep): Promise<StepOutcome> {
  const branch = await ask(turn, step)
  return branch === null ? CANCELLED : runSteps(turn, branch)
}

async function runRepeat(turn: Turn, step: RepeatStep): Promise<StepOutcome> {
  for (let index = 0; index < step.times; index += 1) {
    if (index > 0 && step.everyMs > 0) await pause(turn, step.everyMs)
    else if (index % 256 === 255) await breathe()
    if (turn.signal.aborted) return CANCELLED
    const outcome = await runSteps({ ...turn, index }, step.steps)
    if (outcome !== undefined) return outcome
  }
  return undefined
}

async function runIf(turn: Turn, step: IfStep): Promise<StepOutcome> {
  const path = await resolveInWorktree(turn.session.cwd, fill(turn, step.file))
  const found = path.ok && (await lstat(path.value).catch(() => null)) !== null
  return runSteps(turn, found === step.exists ? step.steps : step.otherwise)
}
