import type { DryRun, FireAnswer } from '../../../shared/contract/automation-views.ts'
import type { PromptOrigin } from '../../../shared/domain/thread/state.ts'
import { formatCost, formatTokens } from '../../lib/format-number.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import type { GlyphKind } from '../../ui/glyph.tsx'

export interface DecisionWords {
  readonly glyph: GlyphKind
  readonly text: string
  /** Empty where there is nothing to add. */
  readonly reason: string
}

/** What would be decided, as a headline. */
export function decisionOf({ decision, reason }: Pick<DryRun, 'decision' | 'reason'>): DecisionWords {
  const why = visibleLine(reason)
  switch (decision.kind) {
    case 'dispatched':
      return { glyph: 'done', text: 'It would be dispatched', reason: why }
    case 'held':
      return { glyph: 'wait', text: 'It would be held', reason: why }
    case 'skipped':
      return { glyph: 'stopped', text: 'It would not be dispatched', reason: why }
  }
}

/** What came of running it by hand. */
export function firedWords({ decision, reason }: Pick<FireAnswer, 'decision' | 'reason'>): string {
  const why = reason === '' ? '.' : `: ${visibleLine(reason).replace(/\.$/, '')}.`
  if (decision === 'dispatched') return `Dispatched${why}`
  return decision === 'held' ? `Held${why}` : `Not dispatched${why}`
}

/** 'About 120k tokens, $0.80, 9 min' */
export function estimateWords({ tokens, cost, minutes }: DryRun['estimate']): string {
  const money = cost === 'unknown' ? 'cost not known' : formatCost(cost)
  const time = minutes < 1 ? 'under a minute' : `${Math.round(minutes)} min`
  return `About ${formatTokens(tokens)}, ${money}, ${time}`
}

/** 'proven' is 'Proven'. */
export function titled(word: string): string {
  const line = visibleLine(word)
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}`
}

/** Whose words a block of a prompt is. */
export const blockTitles: Readonly<Record<PromptOrigin, string>> = {
  plan: 'The brief',
  person: 'A person',
  host: 'Switchyard',
  peer: 'Another thread',
  event: 'From outside, quoted: it gives no orders',
}
