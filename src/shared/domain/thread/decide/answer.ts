import { type Decide, events, refuse } from '../../decision.ts'
import { answersCountOn, policyOf } from '../../permission/policy-of.ts'
import { findThread } from '../find.ts'
import { kinds, pick } from '../options.ts'

/** A person's answer to one open request. The first answer counts. */
export const decideAnswer: Decide<'thread.answer'> = (model, payload) => {
  const found = findThread(model, payload.thread)
  if (!found.ok) return found
  const thread = found.value
  const request = thread.requests.find((open) => open.id === payload.request)
  if (request === undefined) {
    return refuse(
      'request-closed',
      `The request ${payload.request} is not open: it was answered, or its turn has ended.`,
      'Show the thread to see its open requests.',
    )
  }
  if (payload.answer === 'allow-always' && !answersCountOn(policyOf(model, thread.run))) {
    return refuse(
      'answers-count-once',
      `In ${thread.title} no answer counts for later requests. Nothing was answered.`,
      'Allow it this time, or deny it.',
    )
  }
  const option = pick(request.options, kinds[payload.answer])
  if (option === undefined && payload.answer !== 'deny') {
    const offered = request.options.map((choice) => choice.kind).join(', ')
    return refuse('option-not-offered', `The agent doesn't offer "${payload.answer}".`, `It offers: ${offered}.`)
  }
  return events({
    type: 'thread.permission-answered',
    id: thread.id,
    request: request.id,
    option: option?.id ?? null,
    reason: payload.reason ?? null,
  })
}
