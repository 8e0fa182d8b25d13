import { defaultCaps, type NegotiationCaps } from '../negotiation/state.ts'
import type { PartKind } from './state.ts'

/** How much each kind of evidence says about two tasks getting into each other's way, from 0 to 1. */
export const weights: Readonly<Record<PartKind, number>> = {
  declared: 0.5,
  history: 0.3,
  reach: 0.5,
  overlap: 0.6,
  conflict: 0.95,
  questions: 0.3,
}

/** Values of evidence that the model itself has. */
export const values = {
  /** One comes after the other in the plan. */
  linked: 1,
  /** Both are expected to touch the same path, or globs of both meet. */
  samePath: 1,
  globsMeet: 0.6,
  /** The brief of one names a path that the other is expected to touch. */
  namedPath: 0.85,
  /** One is expected to touch what the other has changed. */
  expectedChanged: 0.8,
  /** Of each question about the other's area. */
  question: 1 / 3,
} as const

export const thresholds = {
  /** Below it and without a row, a pair is not worth one. */
  keep: 0.05,
  /** A score that moved less is the same one. */
  moved: 0.02,
  /** From here on a pair is among the likely collisions. */
  show: 0.2,
  /** From here on the host brings together those whom it may: a talk costs less than what it saves. */
  automatic: 0.4,
  /** From here on a person is asked whether they talk, or wait for each other. */
  propose: 0.5,
  /** A proposal that nobody has answered is taken back below this. */
  release: 0.3,
} as const

export const teamLimits = {
  /** Members of a team that the host makes; a larger one is a person's to make. */
  members: 12,
  /** Members that were given messages in a row and changed nothing after them. */
  quiet: 3,
} as const

/** What a team may use up before it is a queue again: for each member some more than one exchange, which has `caps`. */
export function teamBudget(members: number, caps: NegotiationCaps = defaultCaps): NegotiationCaps {
  const pairs = Math.max(1, members - 1)
  return {
    rounds: 2 * caps.rounds * pairs,
    messages: Math.ceil((caps.messages * 4) / 3) * pairs,
    tokens: Math.ceil((caps.tokens * 4) / 3) * pairs,
    minutes: 6 * caps.minutes,
  }
}
