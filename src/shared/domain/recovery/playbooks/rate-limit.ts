import { ask, growing, options, otherAgent, type Playbook, play } from '../playbook.ts'

const rateLimitTries = 8
/** Limits reset within a week; an end that is further off is no promise, and nobody would hear of it. */
const longestWaitMs = 8 * 24 * 3_600_000

/** The provider serves no more for now, and mostly says until when. */
export const rateLimit: Playbook = (situation) => {
  const { now, number, retryAt, spread } = situation
  const farOff = retryAt !== null && retryAt - now > longestWaitMs
  if (number <= rateLimitTries && !farOff) {
    const pause = retryAt === null ? growing(5_000, number, 300_000) : Math.max(0, retryAt - now) + spread
    const until = retryAt === null ? 'after a pause' : 'when the limit resets'
    return play({ kind: 'resend' }, `The agent ran into a rate limit. The turn is sent again ${until}.`, pause)
  }
  return (
    otherAgent(situation, 'The rate limit does not end. Another agent takes the task over.') ??
    ask(
      'The rate limit does not end: you decide.',
      'Send a prompt once the limit has reset',
      options.another,
      options.discard,
    )
  )
}
