import type { DomainEvent } from '../../../shared/domain/event.ts'
import { formatCost } from '../format-number.ts'
import { say, type WordsFor } from './words-for.ts'

type Families = 'automation' | 'firing' | 'claim' | 'outbound'

const outcomes = {
  landed: 'Its work landed',
  answered: 'Its answer was posted',
  discarded: 'Its work was discarded',
  nothing: 'It came to nothing',
} as const

const steps = {
  review: 'Its work waits for a review',
  notify: 'A person was told',
  comment: 'An answer was drafted',
  'pull-request': 'A pull request was drafted',
  start: 'Another automation was started',
} as const

/** What automations did, and what is written outside this machine. */
export const automationWords: WordsFor<Extract<DomainEvent['type'], `${Families}.${string}`>> = {
  'automation.found': ({ name }) => say('An automation was found', name),
  'automation.defined': ({ by }) =>
    say(by === 'person' ? 'A person put its file into force' : 'Its file came into force'),
  'automation.proposed': ({ widens }) => say('Its file may do more than before and waits for a yes', widens.join('\n')),
  'automation.broken': ({ problems }) =>
    say('Its file is wrong; the last good version stays in force', problems[0]?.message ?? null),
  'automation.mended': () => say('Its file is right again'),
  'automation.gone': () => say('Its file is gone; nothing fires any more'),
  'automation.switched': ({ on }) => say(on ? 'It was switched on here' : 'It was switched off here'),
  'automation.cursor-moved': ({ trigger }) => ({ ...say('A trigger has seen what there is', trigger), minor: true }),
  'automation.health-changed': ({ health, trigger }) =>
    health === null ? say('A trigger works again', trigger) : say('A trigger failed', health.failure.message),
  'automation.counted': ({ as }) => ({ ...say(`A firing counts as ${as}`), minor: true }),
  'automation.settled': ({ cost }) => ({ ...say('A dispatch was settled', formatCost(cost)), minor: true }),
  'firing.recorded': ({ decision, reason }) => say(`Fired: ${decision.kind}`, reason),
  'firing.released': ({ reason }) => say('It is held no longer', reason),
  'firing.held': ({ reason }) => say('It is held', reason),
  'firing.skipped': ({ reason }) => say('It was not dispatched', reason),
  'firing.dispatched': () => say('It was dispatched'),
  'firing.rested': ({ as }) => say(`Its work is at rest: ${as}`),
  'firing.resumed': () => say('Its work goes on'),
  'firing.over': ({ outcome }) => say(outcomes[outcome]),
  'firing.answered': () => say('What it wrote is where the event came from'),
  'firing.followed': ({ step }) => say(steps[step]),
  'claim.taken': () => ({ ...say('Its key is taken'), minor: true }),
  'claim.released': () => ({ ...say('Its key is free again'), minor: true }),
  'outbound.staged': ({ because }) => say('Something is to be written outside', because),
  'outbound.approved': ({ by }) => say(by === 'person' ? 'A person let it go' : 'A rule let it go'),
  'outbound.refused': ({ reason }) => say('A person refused to let it go', reason),
  'outbound.sent': ({ link }) => say('It was written', link),
  'outbound.failed': ({ failure }) => say('It could not be written', failure.message),
}
