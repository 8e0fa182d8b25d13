import type { Model } from '../model.ts'
import { keyOf } from './score.ts'
import { titleOf } from './standing.ts'
import type { Coupling, PartKind } from './state.ts'

const words: Readonly<Record<PartKind, string>> = {
  declared: 'the plan says that they belong together',
  history: 'what they touch changed together before',
  reach: 'what one touches refers to what the other touches',
  overlap: 'both have changed the same files',
  conflict: 'their work conflicts by now',
  questions: 'one asked about what the other touches',
}

/** Parts that are named in a sentence. */
const named = 3
const spotsNamed = 3

/** Why a pair belongs together, in one sentence: the most telling parts and the first of the places. */
export function becauseOf(model: Model, coupling: Coupling): string {
  const [one, other] = coupling.members
  const parts = coupling.parts.slice(0, named).map(({ kind }) => words[kind])
  const where = spotWords(coupling)
  return `${titleOf(model, one)} and ${titleOf(model, other)}: ${parts.join(', ')}${where} (${coupling.score.toFixed(2)}).`
}

function spotWords({ conflicts, spots }: Coupling): string {
  const places = (conflicts.length > 0 ? conflicts : spots).map(keyOf)
  const more = places.length > spotsNamed ? ` and ${places.length - spotsNamed} more` : ''
  return places.length === 0 ? '' : ` in ${places.slice(0, spotsNamed).join(', ')}${more}`
}
