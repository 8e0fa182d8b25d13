import type { Outbound } from '../../shared/domain/outbound/state.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import { bodyOf } from './body.ts'
import type { PostedLines } from './posted-lines.ts'
import type { OutboundServices } from './services.ts'

/**
 * Keeps the host's line of a comment up to date that was approved and posted. What doesn't get there is not tried again
 * by itself: the next change brings the whole line.
 */
export function updateProgress(
  { forge, store }: OutboundServices,
  lines: PostedLines,
): EffectHandler<'outbound.progress'> {
  return {
    kind: 'outbound.progress',
    async run({ line, outbound: id }) {
      if (lines.has(id, line)) return []
      const [row] = await store.loadStates([{ aggregate: 'outbound', id }])
      const outbound = row?.state as unknown as Outbound | undefined
      if (outbound?.state.kind !== 'sent' || outbound.content.kind !== 'comment') return []
      const { target, text } = outbound.content
      const { number: _number, ...at } = target
      const edited = await forge.editComment(at, {
        id: Number(outbound.state.reference),
        body: bodyOf(id, text, line),
      })
      if (edited.ok) lines.remember(id, line)
      return []
    },
    abandon: () => [],
  }
}
