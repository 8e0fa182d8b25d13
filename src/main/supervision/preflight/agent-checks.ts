import type { HostAgent, HostCheck } from '../../../shared/contract/channels/host.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Run } from '../../../shared/domain/run/state.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'

/** A limit that was met in this time may be met again, in milliseconds. */
const lately = 3 * 60 * 60 * 1000

/** Whether each agent is here and, as far as anybody knows, signed in. */
export function agentChecks(agents: readonly HostAgent[]): readonly HostCheck[] {
  return agents.map((agent) => {
    const known = { name: agent.id }
    if (agent.state.kind === 'missing') {
      return { ...known, state: 'failed', detail: `${agent.name} is not installed.`, remedy: agent.state.install }
    }
    if (agent.offline) return { ...known, state: 'ok', detail: `${agent.name} needs no account.`, remedy: null }
    if (agent.signIn === 'needed') {
      const remedy = 'Sign in with it in a terminal.'
      return { ...known, state: 'failed', detail: `${agent.name} is not signed in.`, remedy }
    }
    if (agent.choices !== null) {
      return { ...known, state: 'ok', detail: `${agent.name} opened its last session.`, remedy: null }
    }
    const detail = `${agent.name} has not opened a session yet, so nobody knows whether it is signed in.`
    return { ...known, state: 'warning', detail, remedy: 'Send it something small before you leave.' }
  })
}

interface LimitFacts {
  readonly agents: readonly HostAgent[]
  readonly now: number
}

/** Limits of providers that threads of these runs, or of none in particular, have met lately. */
export function limitChecks(model: Model, runs: readonly Run[], { agents, now }: LimitFacts): readonly HostCheck[] {
  const ids = new Set(runs.map(({ id }) => id))
  const met = new Map<string, number | null>()
  for (const thread of model.thread.values()) {
    if (ids.size > 0 && !ids.has(thread.run)) continue
    const until = limitOf(model, thread, now)
    if (until !== undefined) met.set(agentName(thread, agents), until)
  }
  if (met.size === 0) return [{ name: 'limits', state: 'ok', detail: 'No rate limit was met lately.', remedy: null }]
  return [...met].map(([agent, until]) => ({
    name: 'limits',
    state: 'warning',
    detail:
      until === null
        ? `A rate limit of ${agent} was met lately.`
        : `${agent} is at its rate limit for another ${minutesFrom(now, until)} min.`,
    remedy: 'Expect pauses, run fewer at once, or name another agent that may take over.',
  }))
}

function minutesFrom(now: number, until: number): number {
  return Math.ceil((until - now) / 60_000)
}

/** Until when, null where it is over or nobody said, undefined where none was met. */
function limitOf(model: Model, thread: Thread, now: number): number | null | undefined {
  const { state } = thread
  if (state.kind === 'parked' && state.reason.code === 'rate-limit') {
    const { retryAt } = state.reason
    return retryAt !== undefined && retryAt > now ? retryAt : null
  }
  const diagnoses = model.recovery.get(thread.id)?.diagnoses ?? []
  return diagnoses.some((diagnosis) => diagnosis.class === 'rate-limit' && now - diagnosis.at < lately)
    ? null
    : undefined
}

function agentName({ agent }: Thread, agents: readonly HostAgent[]): string {
  if (agent.kind !== 'catalogue') return 'an agent of your own'
  return agents.find(({ id }) => id === agent.id)?.name ?? agent.id
}

/** What agents are likely to ask for while nobody answers. `asks`: how often they did lately, by id. */
export function permissionChecks(
  asks: ReadonlyMap<string, number>,
  agents: readonly HostAgent[],
): readonly HostCheck[] {
  const asking = agents.flatMap((agent): HostCheck[] => {
    const times = asks.get(agent.id) ?? 0
    if (times === 0) return []
    const often = times === 1 ? 'once' : `${times} times`
    const how = agent.mode === null ? '' : ` in its mode “${agent.mode}”`
    return [
      {
        name: 'permissions',
        state: 'warning',
        detail: `${agent.name} asked for permission ${often} lately${how}, and waits until somebody answers.`,
        remedy: 'Choose a mode that asks less, or allow what it asks for always.',
      },
    ]
  })
  if (asking.length > 0) return asking
  return [{ name: 'permissions', state: 'ok', detail: 'No agent asked for permission lately.', remedy: null }]
}
