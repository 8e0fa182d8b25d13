import { grouped } from '../../../lib/format-number.ts'
import type { Exchanged, Waiting } from './conversations.ts'

/** '412 in, 3 out · waiting: 400 in, 2 out, 12 questions' */
export function digestWords({ received, sent }: Exchanged, { here, there, questions }: Waiting): string {
  const exchanged = received + sent === 0 ? 'Nothing yet' : `${grouped(received)} in, ${grouped(sent)} out`
  const waiting = [
    here === 0 ? '' : `${grouped(here)} in`,
    there === 0 ? '' : `${grouped(there)} out`,
    questions === 0 ? '' : `${grouped(questions)} ${questions === 1 ? 'question' : 'questions'}`,
  ].filter((part) => part !== '')
  return waiting.length === 0 ? exchanged : `${exchanged} · waiting: ${waiting.join(', ')}`
}
