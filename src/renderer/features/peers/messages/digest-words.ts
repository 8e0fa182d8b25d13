import { plural } from '../../../lib/format-number.ts'
import type { Exchanged, Waiting } from './conversations.ts'

/** '412 from it, 3 to it · 400 wait here, 12 of them questions' */
export function digestWords({ received, sent }: Exchanged, waiting: Waiting): string {
  const exchanged = received + sent === 0 ? 'nothing yet' : `${received} from it, ${sent} to it`
  const { here, there, questions } = waiting
  const waits = [
    here === 0 ? '' : `${plural(here, 'waits', 'wait')} here`,
    there === 0 ? '' : `${plural(there, 'waits', 'wait')} there`,
  ]
    .filter((part) => part !== '')
    .join(', ')
  const asks = questions === 0 ? '' : `, ${plural(questions, 'question')} among them`
  return waits === '' ? exchanged : `${exchanged} · ${waits}${asks}`
}
