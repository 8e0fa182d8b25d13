import fc from 'fast-check'
import type { LandingId, ProjectId, PromptId, RequestId, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import { automate } from './automate.ts'
import { coordinate } from './coordinate.ts'
import { lots, orchestrate } from './orchestrate.ts'
import { outcomeOf, sessionReport } from './outside.ts'
import { Simulation } from './simulation.ts'

export type Step = readonly [action: number, which: number, choice: number]

export const randomSteps: fc.Arbitrary<readonly Step[]> = fc.array(fc.tuple(fc.nat(41), fc.nat(5), fc.nat(1000)), {
  minLength: 60,
  maxLength: 400,
  size: 'max',
})

function userCommand(simulation: Simulation, [action, which, choice]: Step): Command | null {
  const thread = threadFor(simulation, which, choice)
  const known = simulation.thread(thread)
  switch (action) {
    case 1:
      return {
        type: 'thread.prompt',
        payload: {
          thread,
          prompt: promptId(simulation, choice),
          blocks: [text],
          attempt: `a${choice}` as ThreadId,
        },
      }
    case 10:
      return { type: 'thread.steer', payload: { thread, prompt: promptId(simulation, choice), blocks: [text] } }
    case 2: {
      const request = known?.requests[0]?.id ?? ('none' as RequestId)
      return { type: 'thread.answer', payload: { thread, request, answer: choice % 2 === 0 ? 'allow' : 'deny' } }
    }
    case 3:
      return { type: choice % 2 === 0 ? 'thread.interrupt' : 'thread.stop', payload: { thread } }
    case 4:
      return { type: 'thread.land', payload: { thread, landing: `l${choice}` as LandingId, strategy: 'squash' } }
    case 5:
      return { type: choice % 2 === 0 ? 'thread.discard' : 'thread.restore', payload: { thread } }
    case 6: {
      const landings = [...simulation.model.landing.values()]
      const landing = landings[choice % Math.max(1, landings.length)]?.id ?? ('none' as LandingId)
      return { type: choice % 3 === 0 ? 'landing.accept' : 'landing.undo', payload: { landing } }
    }
    case 7:
      return {
        type: 'worktree.lease',
        payload: { worktree: thread, owner: `t${choice % 6}` as ThreadId, generation: 2 + (choice % 3) },
      }
    default:
      return null
  }
}

function promptId(simulation: Simulation, choice: number): PromptId {
  return `m${choice}-${simulation.events.length}` as PromptId
}

/** One that was dispatched by itself, or, half of the time, any. */
function threadFor(simulation: Simulation, which: number, choice: number): ThreadId {
  const threads = [...simulation.model.thread.values()]
  const any = threads[choice % Math.max(1, threads.length)]?.id
  return which % 2 === 0 && any !== undefined ? any : (`t${which}` as ThreadId)
}

const text = { kind: 'text', text: 'Go on', origin: 'person' } as const

/** What a person, the outside or a restart may do next. `limit` is that of the pool at each start. */
export function perform(simulation: Simulation, step: Step, limit: number): void {
  const [action, which, choice] = step
  if (action === 0) simulation.dispatch(`t${which}`, `p${which % 2}`)
  else if (action === 8) simulation.send({ type: 'pool.start', payload: { limit } })
  else if (action === 9) simulation.send({ type: 'pool.configure', payload: { limit: 1 + (choice % 5) } })
  else if (action === 11) openOrForget(simulation, which, choice)
  else if (action === 12) edit(simulation, which, choice)
  else if (action === 41) automate(simulation, which, choice)
  else if (action >= 33) orchestrate(simulation, which, choice)
  else if (action >= 31) coordinate(simulation, lots(choice * 6 + which), `${simulation.events.length}`)
  else if (action >= 13) advance(simulation, which, choice)
  else {
    const command = userCommand(simulation, step)
    if (command !== null) simulation.send(command, undefined, 'person')
  }
}

function edit(simulation: Simulation, which: number, choice: number): void {
  const replaces = choice % 3 === 0 ? null : 'blob-0'
  const payload = { thread: `t${which}` as ThreadId, path: 'a.txt', text: `${choice}`, replaces }
  simulation.send({ type: 'thread.edit', payload }, { blob: `blob-${choice % 4}` }, 'person')
}

/** Other ids than dispatches choose, for the same folders. */
function openOrForget(simulation: Simulation, which: number, choice: number): void {
  if (choice % 2 === 0) {
    simulation.open(`q${choice % 3}`, `/p${which % 2}`)
    return
  }
  const projects = [...simulation.model.project.values()]
  const project = projects[choice % Math.max(1, projects.length)]?.id ?? ('none' as ProjectId)
  simulation.send({ type: 'project.forget', payload: { project } }, undefined, 'person')
}

function advance(simulation: Simulation, which: number, choice: number): void {
  const runnable = simulation.runnable()
  const pending = runnable[choice % Math.max(1, runnable.length)]
  if (pending !== undefined && which % 4 !== 0) simulation.settle(pending, outcomeOf(simulation, pending, choice))
  else {
    const report = sessionReport(simulation, threadFor(simulation, which, choice), choice)
    if (report !== null) simulation.send(report)
  }
}

/** Everything that happens in the course of these steps. */
export function walk(steps: readonly Step[], limit = 2): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit } })
  for (const step of steps) perform(simulation, step, limit)
  return simulation
}
