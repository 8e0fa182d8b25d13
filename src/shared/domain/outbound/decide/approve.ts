import { type Decide, events, refuse } from '../../decision.ts'
import { contentRefusal } from '../content.ts'
import { findOpen } from '../find.ts'
import { edited } from '../reduce.ts'

/** A person lets it go. What they changed is what is written. */
export const decideOutboundApprove: Decide<'outbound.approve'> = (model, payload, { actor }) => {
  const found = findOpen(model, payload.outbound, 'staged')
  if (!found.ok) return found
  if (actor !== 'person') return needsPerson
  const { content, id } = found.value
  const { text, title } = payload
  const changes = {
    ...(text === undefined || text === content.text ? {} : { text }),
    ...(title === undefined || content.kind === 'comment' || title === content.title ? {} : { title }),
  }
  return contentRefusal(edited(content, changes)) ?? events({ type: 'outbound.approved', id, by: 'person', ...changes })
}

const needsPerson = refuse(
  'person-needed',
  'Only a person lets something be written outside this machine. Nothing was changed.',
  'Ask them.',
)
