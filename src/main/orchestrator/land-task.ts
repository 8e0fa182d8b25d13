import type { LandingId } from '../../shared/kernel/ids.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import { derivedId } from './derived-id.ts'

/** Lands what met its effort by the same command as a person's; refused for the same reasons. */
export function landTask(): EffectHandler<'task.land'> {
  return {
    kind: 'task.land',
    async run({ thread: id }, { key, model }) {
      const thread = model.thread.get(id)
      if (thread?.state.kind !== 'ready') return []
      const landing = derivedId<LandingId>(key, thread.run, 'landing')
      return [{ type: 'thread.land', payload: { thread: id, landing, strategy: 'squash' } }]
    },
    // It stays ready, before a person's review.
    abandon: () => [],
  }
}
