import { arbiterPrompt } from '../../shared/domain/negotiation/arbiter-prompt.ts'
import { activeParties } from '../../shared/domain/negotiation/parties.ts'
import type { PromptId, ThreadId } from '../../shared/kernel/ids.ts'
import type { EffectHandler } from '../engine/effect-handler.ts'
import { derivedId } from './derived-id.ts'
import type { OrchestratorServices } from './services.ts'
import { secondOpinion } from './verify-work.ts'

/** Messages of an exchange that an arbiter is shown at most. */
const messagesShown = 50

/** Begins a read-only thread that says how an exchange ends. */
export function arbitrate({
  agents,
  said,
}: Pick<OrchestratorServices, 'agents' | 'said'>): EffectHandler<'negotiation.arbitrate'> {
  return {
    kind: 'negotiation.arbitrate',
    async run({ negotiation: id }, { key, model }) {
      const negotiation = model.negotiation.get(id)
      if (negotiation?.state.kind !== 'arbitrating' || negotiation.state.arbiter !== null) return []
      const [party] = activeParties(model, negotiation)
      if (party === undefined) {
        return [{ type: 'negotiation.report-arbiter-failed', payload: { negotiation: id, because: 'Nobody is left.' } }]
      }
      const blocks = arbiterPrompt(model, negotiation, await said(id, messagesShown))
      const thread = derivedId<ThreadId>(key, party.run, 'arbiter')
      const prompt = derivedId<PromptId>(key, party.run, 'prompt')
      const agent = secondOpinion(party, await agents())
      return [{ type: 'negotiation.begin-arbiter', payload: { negotiation: id, thread, prompt, agent, blocks } }]
    },
    abandon: ({ negotiation }, { message }) => [
      { type: 'negotiation.report-arbiter-failed', payload: { negotiation, because: message } },
    ],
  }
}
