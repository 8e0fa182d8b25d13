import { type Effect, type EffectKind, onThread } from '../effect.ts'
import type { Model } from '../model.ts'
import type { LandingEvent } from './events.ts'

type LandingEffect = Extract<EffectKind, `landing.${string}`>

const next: Partial<Record<LandingEvent['type'], LandingEffect>> = {
  'landing.checkpointed': 'landing.merge',
  'landing.proving': 'landing.prove',
  'landing.proved': 'landing.merge',
  'landing.moved': 'landing.follow',
  'landing.undo-started': 'landing.undo',
  'landing.undo-moved': 'landing.undo-follow',
}

export function reactToLanding(event: LandingEvent, model: Model): readonly Effect[] {
  const landing = model.landing.get(event.id)
  if (landing === undefined) return []
  const { thread } = landing
  if (event.type === 'landing.started') return [onThread('worktree.checkpoint', { thread })]
  const kind = next[event.type]
  return kind === undefined ? [] : [onThread(kind, { thread, landing: event.id })]
}
