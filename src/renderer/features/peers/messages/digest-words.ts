import { grouped, plural } from '../../../lib/format-number.ts'
import type { Exchanged, Waiting } from './conversations.ts'

/** '412 from it, 3 to it · 400 wait for this thread, 2 for the other, 12 questions among them' */
export function digestWords({ received, sent }: Exchanged, { here, there, questions }: Waiting): string {
  const exchanged = received + sent === 0 ? 'nothing yet' : `${grouped(received)} from it, ${grouped(sent)} to it`
  const own = here === 0 ? '' : `${grouped(here)} ${here === 1 ? 'waits' : 'wait'} for this thread`
  const other =
    there === 0 ? '' : `${grouped(there)}${here === 0 ? ` ${there === 1 ? 'waits' : 'wait'}` : ''} for the other`
  const asks = questions === 0 ? '' : `${plural(questions, 'question')} among them`
  const waiting = [own, other, asks].filter((part) => part !== '').join(', ')
  return waiting === '' ? exchanged : `${exchanged} · ${waiting}`
}
