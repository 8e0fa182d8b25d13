import type { Part } from '../../../shared/domain/topology/state.ts'
import { scoreText, shareOf } from '../../lib/coupling-words.ts'

/** How the parts make the score: none takes away from another, and two say more than one. */
export function sumWords(parts: readonly Part[], score: number): string {
  if (parts.length === 0) return 'Nothing was found that they have in common.'
  if (parts.length === 1) return `One kind of evidence: ${scoreText(score)}.`
  const left = parts.map((part) => `(1 − ${scoreText(shareOf(part))})`).join(' × ')
  return `Together 1 − ${left} = ${scoreText(score)}: any of them is enough, and two say more than one.`
}
