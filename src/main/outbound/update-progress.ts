import { stepName } from '../../shared/domain/automation/health.ts'
import type { Automation } from '../../shared/domain/automation/state.ts'
import type { Command } from '../../shared/domain/command.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { FiringId } from '../../shared/kernel/ids.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import { readState } from '../engine/read-group.ts'
import { bodyOf } from './body.ts'
import type { PostedLines } from './posted-lines.ts'
import type { OutboundServices } from './services.ts'

/**
 * Keeps the host's line of a comment up to date that was approved and posted. What doesn't get there stands in the
 * automation's health, and is not tried again by itself: the next change brings the whole line.
 */
export function updateProgress(
  { forge, store }: OutboundServices,
  lines: PostedLines,
): EffectHandler<'outbound.progress'> {
  return {
    kind: 'outbound.progress',
    async run({ line, outbound: id }, { model }) {
      if (lines.has(id, line)) return []
      const outbound = await readState(store, { aggregate: 'outbound', id })
      if (outbound?.state.kind !== 'sent' || outbound.content.kind !== 'comment') return []
      const { target, text } = outbound.content
      const { number: _number, ...at } = target
      const edited = await forge.editComment(at, {
        id: Number(outbound.state.reference),
        body: bodyOf(id, text, line),
      })
      if (edited.ok) lines.remember(id, line)
      const automation = await automationOf(store, model, outbound.firing)
      return automation === undefined ? [] : told(automation, edited.ok ? null : edited.error)
    },
    abandon: () => [],
  }
}

/** The automation whose firing it answers, which may be over and gone from the model. */
async function automationOf(store: OutboundServices['store'], model: Model, id: FiringId | null) {
  if (id === null) return undefined
  const firing = model.firing.get(id) ?? (await readState(store, { aggregate: 'firing', id }))
  return firing === null ? undefined : model.automation.get(firing.automation)
}

function told({ health, id }: Automation, trouble: Failure | null): readonly Command[] {
  const trigger = stepName('comment')
  // One that somebody deleted there is nobody's trouble.
  if (trouble === null ? health[trigger] === undefined : trouble.code === 'forge-not-found') return []
  const stands = trouble === null ? null : { failure: trouble, retryAt: null }
  return [{ type: 'automation.report-health', payload: { automation: id, trigger, health: stands } }]
}
