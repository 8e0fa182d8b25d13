import type { Model } from '../../shared/domain/model.ts'
import { titleOf } from '../../shared/domain/topology/standing.ts'
import type { Coupling, Member, Part, PartKind, Spot } from '../../shared/domain/topology/state.ts'
import { plural } from './format-number.ts'
import { visibleLine } from './visible-text.ts'

/** What a member's work is called. */
export function memberTitle(model: Model, member: Member): string {
  return visibleLine(titleOf(model, member))
}

/** 'A', 'A and B', 'A, B and C', 'A, B and 3 more'. */
export function listed(names: readonly string[], most = 3): string {
  if (names.length < 2) return names[0] ?? ''
  const shown = names.length > most ? names.slice(0, most - 1) : names.slice(0, -1)
  const last = names.length > most ? `${names.length - shown.length} more` : (names.at(-1) ?? '')
  return `${shown.join(', ')} and ${last}`
}

/** 'api/invoices.ts 40–88' */
export function spotWords({ path, lines }: Spot): string {
  if (lines === null) return visibleLine(path)
  return visibleLine(lines.from === lines.to ? `${path} ${lines.from}` : `${path} ${lines.from}–${lines.to}`)
}

/** Places as words, each once: several kinds of evidence may point at the same one. */
export function placesOf(spots: readonly Spot[]): readonly string[] {
  return [...new Set(spots.map(spotWords))]
}

/** '0.71' */
export function scoreText(score: number): string {
  return score.toFixed(2)
}

/** What a kind of evidence is, as the head of what it rests on. */
export const partTitles: Readonly<Record<PartKind, string>> = {
  declared: 'Declared in the plan',
  history: 'Changed together before',
  reach: 'One refers to the other',
  overlap: 'Both have changed it',
  conflict: 'Merging conflicts',
  questions: 'They asked about each other',
}

/** The same in the middle of a sentence. */
const telling: Readonly<Record<PartKind, string>> = {
  declared: 'declared in the plan',
  history: 'changed together before',
  reach: 'one refers to the other',
  overlap: 'same file changed',
  conflict: 'merging conflicts',
  questions: 'they asked about each other',
}

/** What says most about a pair: 'conflict in 1 file', 'same lines changed'. */
export function tellingWords({ conflicts, parts, spots }: Pick<Coupling, 'conflicts' | 'parts' | 'spots'>): string {
  const files = new Set(conflicts.map(({ path }) => path)).size
  if (files > 0) return `conflict in ${plural(files, 'file')}`
  const most = mostTelling(parts)
  if (most === undefined) return ''
  const lines = most.kind === 'overlap' && spots.some((spot) => spot.lines !== null)
  return lines ? 'same lines changed' : telling[most.kind]
}

function mostTelling(parts: readonly Part[]): Part | undefined {
  return [...parts].sort((one, other) => shareOf(other) - shareOf(one))[0]
}

/** What a part alone would make of the score. */
export function shareOf({ value, weight }: Pick<Part, 'value' | 'weight'>): number {
  return value * weight
}

/** They were together, or were to be, and the host took that back: nobody chose to ignore them. */
function isApart(standing: Coupling['standing']): standing is Extract<Coupling['standing'], { kind: 'ignored' }> {
  return standing.kind === 'ignored' && standing.because !== undefined
}

/** Why two are apart again, in a sentence; null where they aren't. */
export function apartBecause({ standing }: Pick<Coupling, 'standing'>): string | null {
  return isApart(standing) ? visibleLine(standing.because ?? '') : null
}

/** What happens about a pair now; null where nothing does. */
export function pairWords(model: Model, { standing, members }: Coupling): string | null {
  switch (standing.kind) {
    case 'open':
      return isProposed(model, members) ? 'a team is proposed' : null
    case 'ignored':
      return isApart(standing) ? 'apart again' : 'ignored'
    case 'serialized': {
      const second = members.find(({ task }) => task === standing.second)
      return second === undefined ? 'one waits for the other' : `${memberTitle(model, second)} waits`
    }
    case 'together': {
      const cluster = model.cluster.get(standing.cluster)
      const negotiation = model.negotiation.get(cluster?.negotiation ?? '')
      return negotiation === undefined ? 'in one team' : talkWords(negotiation)
    }
  }
}

function talkWords({ state, used }: { readonly state: { readonly kind: string }; readonly used: { rounds: number } }) {
  if (state.kind === 'asking') return 'waits for you to settle it'
  if (state.kind === 'arbitrating') return 'an arbiter decides'
  if (state.kind === 'settled') return `settled after ${plural(used.rounds, 'round')}`
  return used.rounds === 0 ? 'talking' : `talking, ${plural(used.rounds, 'round')}`
}

function isProposed(model: Model, members: Coupling['members']): boolean {
  for (const { state, members: own } of model.cluster.values()) {
    if (state.kind === 'proposed' && members.every(({ task }) => own.some((one) => one.task === task))) return true
  }
  return false
}
