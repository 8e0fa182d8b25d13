import type { Topology } from '../../../src/shared/domain/plan/plan.ts'
import { atMost, type Gate, type Row } from '../../benchmark.ts'
import { median } from '../../harness.ts'
import type { Measured } from './measure.ts'
import { classNames, type WorldClass, worldClasses } from './world.ts'

/** One run and what it was of. */
export interface Played {
  readonly kind: WorldClass
  readonly topology: Topology
  readonly seed: number
  /** Which costs it was played with. */
  readonly costs: string
  readonly measured: Measured
}

export const topologies = ['queue', 'team', 'adaptive'] as const satisfies readonly Topology[]

/** How much longer than the better of queue and team adaptive may take in any class. */
const wallShare = 1.15
/** Of team's messages, how many adaptive may send. */
const messageShare = 0.5

interface Cell {
  readonly runs: number
  readonly conflicts: number
  readonly messages: number
  readonly tokens: number
  /** Median over the seeds. */
  readonly wallMs: number
}

function cellOf(played: readonly Played[], kind: WorldClass, topology: Topology): Cell | null {
  const all = played.filter((one) => one.kind === kind && one.topology === topology).map(({ measured }) => measured)
  if (all.length === 0) return null
  const sum = (pick: (measured: Measured) => number) => all.reduce((total, one) => total + pick(one), 0)
  return {
    runs: all.length,
    conflicts: sum(({ conflicts }) => conflicts),
    messages: sum(({ messages }) => messages),
    tokens: sum(({ tokens }) => tokens),
    wallMs: median(all.map(({ wallMs }) => wallMs)),
  }
}

/** A line for each class and topology: sums over the seeds, but the median of the time. */
export function rowsOf(played: readonly Played[]): readonly Row[] {
  return worldClasses.flatMap((kind) =>
    topologies.flatMap((topology) => {
      const cell = cellOf(played, kind, topology)
      if (cell === null) return []
      const { conflicts, messages, tokens, wallMs } = cell
      const costs = played[0]?.costs ?? ''
      return [{ costs, class: classNames[kind], topology, conflicts, messages, tokens, 'wall, min': minutes(wallMs) }]
    }),
  )
}

function minutes(ms: number): number {
  return Math.round(ms / 6000) / 10
}

/** The three criteria; the time is one for each class. */
export function criteria(played: readonly Played[]): readonly Gate[] {
  const total = (topology: Topology, pick: (measured: Measured) => number) =>
    played.reduce((sum, one) => sum + (one.topology === topology ? pick(one.measured) : 0), 0)
  const conflicts = ({ conflicts: count }: Measured) => count
  const messages = ({ messages: count }: Measured) => count
  return [
    atMost(
      'conflicts of adaptive, of all classes, against team',
      total('adaptive', conflicts),
      total('team', conflicts),
    ),
    ...worldClasses.flatMap((kind) => wallGate(played, kind)),
    atMost(
      'messages of adaptive, of all classes, against half of team',
      total('adaptive', messages),
      total('team', messages) * messageShare,
    ),
  ]
}

function wallGate(played: readonly Played[], kind: WorldClass): readonly Gate[] {
  const [queue, team, adaptive] = topologies.map((topology) => cellOf(played, kind, topology))
  if (queue == null || team == null || adaptive == null) return []
  const best = Math.min(queue.wallMs, team.wallMs)
  return [atMost(`${classNames[kind]}: wall time of adaptive over the better one`, adaptive.wallMs / best, wallShare)]
}

/** In which classes adaptive has more conflicts than team, though it may not in all of them together: for the reader. */
export function classShortfalls(played: readonly Played[]): readonly string[] {
  return worldClasses.flatMap((kind) => {
    const [team, adaptive] = [cellOf(played, kind, 'team'), cellOf(played, kind, 'adaptive')]
    if (team === null || adaptive === null || adaptive.conflicts <= team.conflicts) return []
    return [`${classNames[kind]}: adaptive has ${adaptive.conflicts} conflicts, team ${team.conflicts}`]
  })
}

/** What is wrong with a run; a fast wrong answer fails. */
export function complaintOf({ kind, measured, seed, topology }: Played): string | null {
  const [first, ...more] = measured.wrong
  if (first === undefined) return null
  return `${kind}, ${topology}, seed ${seed}: ${first}${more.length > 0 ? `, and ${more.length} more` : ''}`
}
