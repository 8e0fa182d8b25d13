import type { GlyphKind } from '../../ui/glyph.tsx'
import type { Standing } from './tally.ts'

/** The same signs as on the board. */
export const standingGlyphs: { readonly [Kind in Standing]: GlyphKind } = {
  landed: 'done',
  landing: 'work',
  review: 'ok',
  working: 'work',
  trouble: 'error',
  you: 'you',
  held: 'wait',
  queued: 'wait',
  proposed: 'you',
  discarded: 'stopped',
}
