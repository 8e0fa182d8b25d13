import { ok } from '../../../kernel/result.ts'
import { type Decide, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import { decidePrompt } from '../../thread/decide/prompt.ts'
import { oneLine } from '../../thread/quoted.ts'
import type { PromptBlock } from '../../thread/state.ts'
import { findUnderWay } from '../find.ts'
import { activeParties } from '../parties.ts'
import { negotiationLimits } from '../state.ts'

/** A person speaks to all parties. Each has it as a prompt of that person, which uses nothing of the caps. */
export const decideJoinNegotiation: Decide<'negotiation.join'> = (model, payload, context) => {
  const found = findUnderWay(model, payload.negotiation)
  if (!found.ok) return found
  const { id, joined, topic } = found.value
  const text = payload.text.trim()
  if (text === '' || text.length > negotiationLimits.text || joined.length >= negotiationLimits.joined) {
    const message = 'The text is empty or too long, or too much was said here already; nothing was sent.'
    return refuse('text-wrong', message, `Say it in at most ${negotiationLimits.text} characters, or settle it.`)
  }
  const parties = activeParties(model, found.value)
  const prompts = new Map(payload.prompts.map(({ prompt, thread }) => [thread, prompt]))
  const blocks: readonly PromptBlock[] = [
    { kind: 'text', text: `To all who settle “${oneLine(topic)}”:`, origin: 'host' },
    { kind: 'text', text, origin: 'person' },
  ]
  const events: DomainEvent[] = []
  for (const { id: thread, title } of parties) {
    const prompt = prompts.get(thread)
    if (prompt === undefined) {
      const message = `${title} takes part too, and no prompt for it was named; nothing was sent.`
      return refuse('party-missing', message, 'Look at who takes part, and say it again.')
    }
    const decision = decidePrompt(model, { thread, prompt, blocks, attempt: thread }, { ...context, facts: undefined })
    if (!decision.ok) return decision
    events.push(...decision.value)
  }
  return ok([{ type: 'negotiation.joined', id, text }, ...events])
}
