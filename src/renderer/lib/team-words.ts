import type { Model } from '../../shared/domain/model.ts'
import type { Negotiation } from '../../shared/domain/negotiation/state.ts'
import type { Topology } from '../../shared/domain/plan/plan.ts'
import type { Cluster } from '../../shared/domain/topology/state.ts'
import { listed, memberTitle } from './coupling-words.ts'
import { plural } from './format-number.ts'
import { clockTime } from './format-time.ts'
import { visibleLine } from './visible-text.ts'

export const topologyTitles: Readonly<Record<Topology, string>> = {
  queue: 'Queue',
  adaptive: 'Adaptive',
  team: 'Team',
}

/** What choosing it does. */
export const topologyHints: Readonly<Record<Topology, string>> = {
  queue: 'Threads work alone. Likely collisions are measured and shown.',
  adaptive: 'Threads whose work depends on each other talk, for as long as it changes something.',
  team: 'All tasks know each other and talk from the start.',
}

/** 'Invoice endpoints and Invoice UI adapters' */
export function teamName(model: Model, { members }: Pick<Cluster, 'members'>): string {
  return listed(members.map((member) => memberTitle(model, member)))
}

/** Why there is a team: what comes before the places in code, and how far it is. */
export interface TeamReason {
  readonly text: string
  readonly rest: string
}

/** 'both edit' … 'talking since 14:19, 11 of 30 messages' */
export function teamReason(cluster: Cluster, talk: Negotiation | undefined, now: number): TeamReason {
  const { members, spots, because, pinned, quiet, run, since } = cluster
  const counted = messagesOf(cluster, talk)
  const rest = [
    `${counted.used === 0 ? 'together' : 'talking'} since ${clockTime(since, now)}`,
    `${counted.used} of ${plural(counted.cap, 'message')}`,
    ...(quiet > 0 ? [`nothing changed after the last ${quiet === 1 ? 'one' : quiet}`] : []),
    ...(pinned && run === null ? ['pinned'] : []),
  ].join(', ')
  if (spots.length === 0) return { text: plain(because), rest }
  return { text: members.length === 2 ? 'both edit' : 'they edit', rest }
}

/** Of the open negotiation where there is one: its cap is met first. */
function messagesOf({ budget, used }: Cluster, talk: Negotiation | undefined) {
  if (talk !== undefined && talk.state.kind === 'open') return { used: talk.used.messages, cap: talk.caps.messages }
  return { used: used.messages, cap: budget.messages }
}

/** The reason alone, where the names that it begins with stand beside it. */
export function reasonAlone({ because }: Pick<Cluster, 'because'>, name: string): string {
  const text = visibleLine(because)
  const rest = text.startsWith(`${name}: `) ? text.slice(name.length + 2) : text
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

/** As the part of a sentence that it becomes: without its full stop, and not in capitals. */
function plain(because: string): string {
  const text = visibleLine(because).replace(/\.$/, '')
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

/** How the end of an exchange is forced once a cap is met. */
export function capWords({ atCap, parties }: Pick<Negotiation, 'atCap' | 'parties'>): string {
  switch (atCap) {
    case 'serialize':
      return parties.length > 2
        ? 'At a cap, one goes on and the others wait until it has landed.'
        : 'At a cap, one goes on and the other waits until it has landed.'
    case 'arbiter':
      return 'At a cap, an arbiter decides: a thread that only reads.'
    case 'ask':
      return 'At a cap, you are asked to settle it.'
  }
}
