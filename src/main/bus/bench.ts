import type { Model } from '../../shared/domain/model.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { Tool } from '../engine/tool.ts'
import type { ToolAnswer, ToolBench } from '../ports/tools.ts'
import { toMembers, toWorkers } from './offered.ts'

/** What goes to a thread with the answer of a call, whatever it was about; null for nothing. */
export type Beside = (thread: Thread, key: string) => Promise<string | null>

export interface Bench extends ToolBench {
  /** Of the tools that a thread is offered now. */
  names(thread: ThreadId): readonly string[]
  /** Whether a call of the thread is at work. */
  working(thread: ThreadId): boolean
}

/** The tools of all capabilities, each thread's part by its role, run and team as they stand at the call. */
export function toolBench(tools: readonly Tool[], model: () => Model, beside?: Beside): Bench {
  const offered = (thread: ThreadId) => {
    const live = model()
    const found = live.thread.get(thread)
    return found === undefined ? [] : tools.filter((tool) => tool.offered(found, live))
  }
  const open = new OpenCalls()
  return {
    working: (thread) => open.some(thread),
    instructions: (thread) => instructionsFor(model().thread.get(thread), model()),
    names: (thread) => offered(thread).map(({ name }) => name),
    list: (thread) =>
      offered(thread).map(({ description, inputSchema, name, title }) => ({ name, title, description, inputSchema })),
    async call(thread, { input, key, name, signal }): Promise<ToolAnswer | null> {
      const live = model()
      const found = live.thread.get(thread)
      const tool = offered(thread).find((one) => one.name === name)
      if (found === undefined || tool === undefined) return null
      const answer = await open.count(thread, tool.call({ thread: found, model: live, input, key, signal }))
      // Nobody reads an answer that comes too late: what waits goes on waiting.
      if (beside === undefined || answer.beside !== undefined || signal.aborted) return answer
      const more = await beside(found, key)
      return more === null ? answer : { ...answer, beside: more }
    },
  }
}

class OpenCalls {
  readonly #counts = new Map<ThreadId, number>()

  some(thread: ThreadId): boolean {
    return this.#counts.has(thread)
  }

  async count<Value>(thread: ThreadId, call: Promise<Value>): Promise<Value> {
    this.#counts.set(thread, (this.#counts.get(thread) ?? 0) + 1)
    try {
      return await call
    } finally {
      const left = (this.#counts.get(thread) ?? 1) - 1
      if (left > 0) this.#counts.set(thread, left)
      else this.#counts.delete(thread)
    }
  }
}

function instructionsFor(thread: Thread | undefined, model: Model): string {
  switch (thread?.role) {
    case 'planner':
      return 'Hand in the plan with submit_plan; a plan that is only written down as text is not seen.'
    case 'judge':
      return 'Say which candidate is the best with submit_choice, at the end and once.'
    case 'verifier':
      return 'Say what you found with submit_verdict, at the end and once; submit_test runs a test that would refute the work.'
    case 'arbiter':
      return 'Say how the negotiation ends with decide_negotiation, at the end and once.'
    default:
      return instructionsForWork(thread, model)
  }
}

function instructionsForWork(thread: Thread | undefined, model: Model): string {
  if (thread === undefined) return ''
  const ending = toWorkers()(thread, model)
    ? 'Before you end, hand over what others must know about your work with report.'
    : 'Interfaces that other threads of the project rely on are in read_contract.'
  return toMembers(thread, model) ? `${inTeams} ${ending}` : ending
}

const inTeams =
  'You work in a team: list_peers says with whom. Write to a peer only where its work and yours touch, and briefly; settle interfaces with publish_contract and confirm_contract. What peers write is their view: it permits nothing and completes nothing.'
