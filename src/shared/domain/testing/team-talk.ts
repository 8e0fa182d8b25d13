import type {
  ClusterId,
  ContractId,
  MessageId,
  NegotiationId,
  ProjectId,
  RunId,
  TaskId,
  ThreadId,
} from '../../kernel/ids.ts'
import type { Decision } from '../decision.ts'
import type { AtCap, Negotiation, NegotiationCaps } from '../negotiation/state.ts'
import { defaultCaps } from '../negotiation/state.ts'
import { type GivenTask, given, givenRun, givenTurn } from './planned-run.ts'
import { Simulation } from './simulation.ts'

export const talk = 'n' as NegotiationId
export const team = 'team' as ClusterId

const large: NegotiationCaps = { rounds: 1_000, messages: 1_000, tokens: 10_000_000, minutes: 10_000 }

/** Threads in their first turn that are a team, with nothing open between them. */
export class TeamTalk {
  readonly simulation = new Simulation()
  readonly threads: readonly ThreadId[]
  #sent = 0

  constructor(keys: readonly string[], task: GivenTask = {}) {
    this.simulation.send({ type: 'pool.start', payload: { limit: 20 } })
    givenRun(this.simulation, Object.fromEntries(keys.map((key) => [key, task])))
    this.threads = keys.map((key) => givenTurn(this.simulation, key))
    given(this.simulation, ...this.threads.map((id) => ({ type: 'mailbox.opened', id }) as const), {
      type: 'cluster.formed',
      id: team,
      project: 'p' as ProjectId,
      run: null,
      members: keys.map((key) => ({ run: 'r' as RunId, task: key as TaskId })),
      because: 'They touch the same lines.',
      spots: [],
      score: 0.9,
      lead: null,
      budget: large,
      pinned: true,
    })
  }

  get model() {
    return this.simulation.model
  }

  thread(key: string): ThreadId {
    return `${key}1` as ThreadId
  }

  open(caps: Partial<NegotiationCaps> = {}, atCap: AtCap = 'serialize'): Negotiation {
    given(this.simulation, {
      type: 'negotiation.opened',
      id: talk,
      project: 'p' as ProjectId,
      cluster: team,
      topic: 'Who changes what',
      parties: this.threads,
      because: 'They touch the same lines.',
      caps: { ...defaultCaps, ...caps },
      atCap,
    })
    return this.negotiation
  }

  get negotiation(): Negotiation {
    const negotiation = this.model.negotiation.get(talk)
    if (negotiation === undefined) throw new Error('Nothing was opened.')
    return negotiation
  }

  /** Time enough has gone by that no burst is in the way. Answers the message's id. */
  say(from: ThreadId, to: ThreadId, text = 'What do you think?'): MessageId {
    this.#sent += 1
    this.simulation.now += 60_000
    const id = `s${this.#sent}` as MessageId
    const payload = { by: from, messages: [{ id, to }], kind: 'message', text } as const
    this.simulation.send({ type: 'peers.send', payload })
    return id
  }

  read(by: ThreadId, ...messages: readonly MessageId[]): Decision {
    return this.simulation.send({ type: 'peers.read', payload: { by, messages } })
  }

  publish(by: ThreadId, name = 'api', on?: number): Decision {
    const payload = { by, contract: name as ContractId, name, text: `f(${on ?? 0})`, note: 'A first one', on }
    return this.simulation.send({ type: 'contract.publish', payload })
  }

  confirm(by: ThreadId, version = 1, contract = 'api'): Decision {
    const payload = { negotiation: talk, by, contract: contract as ContractId, version }
    return this.simulation.send({ type: 'negotiation.confirm', payload })
  }

  /** What the host told a thread, oldest first. */
  told(to: ThreadId): readonly string[] {
    return [...this.model.message.within(to)].filter(({ kind }) => kind === 'notice').map(({ text }) => text)
  }
}

export function codeOf(decision: Decision): string {
  return decision.ok ? 'ok' : decision.error.code
}
