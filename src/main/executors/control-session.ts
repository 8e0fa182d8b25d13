import type { EffectHandler } from '../engine/effect-handler.ts'
import type { Sessions } from './sessions.ts'

/** Passes a person's answer on to the agent that asked. */
export function answerSession(sessions: Sessions): EffectHandler<'session.answer'> {
  return {
    kind: 'session.answer',
    run({ thread, request, option, reason }) {
      const selected = option === null ? ({ kind: 'cancelled' } as const) : ({ kind: 'selected', option } as const)
      const answer = selected.kind === 'selected' && reason !== null ? { ...selected, reason } : selected
      sessions.get(thread)?.answer(request, answer)
      return Promise.resolve([])
    },
    abandon: () => [],
  }
}

/** Ends a turn: politely, or together with the agent's processes. */
export function interruptSession(sessions: Sessions): EffectHandler<'session.interrupt'> {
  return {
    kind: 'session.interrupt',
    async run({ thread: id, generation, how }, context) {
      const thread = context.model.thread.get(id)
      if (thread === undefined || thread.session.generation !== generation) return []
      sessions.abandon(id)
      if (how === 'stop') await sessions.close(id)
      else await sessions.get(id)?.interrupt()
      return []
    },
    abandon: () => [],
  }
}

export function closeSession(sessions: Sessions): EffectHandler<'session.close'> {
  return {
    kind: 'session.close',
    async run({ thread }) {
      await sessions.close(thread)
      return []
    },
    abandon: () => [],
  }
}
