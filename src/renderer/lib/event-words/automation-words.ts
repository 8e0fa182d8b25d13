import type { FileProblem } from '../../../shared/domain/automation/state.ts'
import type { DomainEvent } from '../../../shared/domain/event.ts'
import { formatCost } from '../format-number.ts'
import { outboundTitle } from '../outbound-words.ts'
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

const decisions = {
  dispatched: 'An event came: dispatched',
  skipped: 'An event came: not dispatched',
  held: 'An event came: held',
} as const

function brokenAt([first]: readonly FileProblem[]): string | null {
  return first === undefined ? null : `Line ${first.line}, column ${first.column}: ${first.message}`
}

/** What automations did, and what is written outside this machine. */
export const automationWords: WordsFor<Extract<DomainEvent['type'], `${Families}.${string}`>> = {
  'automation.found': ({ name }) => say('Its file was found', name),
  'automation.defined': ({ by }) =>
    say(by === 'person' ? 'A person put its file into force' : 'Its file came into force'),
  'automation.proposed': ({ widens }) =>
    say('Its file may do more than before, and waits for a yes', widens.join('\n')),
  'automation.broken': ({ problems }) =>
    say('Its file is wrong: the version before it stays in force', brokenAt(problems)),
  'automation.mended': () => say('Its file is right again'),
  'automation.gone': () => say('Its file is gone: nothing fires any more'),
  'automation.switched': ({ on }) =>
    say(on ? 'It was switched on for this machine' : 'It was switched off for this machine'),
  'automation.cursor-moved': ({ trigger }) => ({ ...say('A trigger has seen what there is', trigger), minor: true }),
  'automation.health-changed': ({ health, trigger }) =>
    health === null ? say('A trigger works again', trigger) : say('A trigger failed', health.failure.message),
  'automation.counted': ({ as }) => ({ ...say(`An event was counted as ${as}`), minor: true }),
  'automation.settled': ({ cost }) => ({ ...say('What a dispatch cost was counted', formatCost(cost)), minor: true }),
  'firing.recorded': ({ decision, reason }) => say(decisions[decision.kind], reason),
  'firing.released': ({ reason }) => say('It goes on', reason),
  'firing.held': ({ reason }) => say('It is held', reason),
  'firing.skipped': ({ reason }) => say('It was not dispatched', reason),
  'firing.dispatched': () => say('Its work began'),
  'firing.rested': ({ as }) => say(as === 'ready' ? 'Its work is ready' : 'Its work stopped, and a person is needed'),
  'firing.resumed': () => say('Its work goes on'),
  'firing.over': ({ outcome }) => say(outcomes[outcome]),
  'firing.answered': () => say('What it wrote is where the event came from'),
  'firing.followed': ({ step }) => say(steps[step]),
  'claim.taken': ({ subject }) => ({
    ...say('Its key was taken: the same is not dispatched again', subject),
    minor: true,
  }),
  'claim.released': () => ({ ...say('Its key is free: the same may be dispatched yet'), minor: true }),
  'outbound.staged': ({ because, content }) => say(`${outboundTitle(content)} is to be written`, because),
  'outbound.approved': ({ by }) => say(by === 'person' ? 'A person approved it' : 'A rule approved it'),
  'outbound.refused': ({ reason }) => say('A person refused it', reason),
  'outbound.sent': ({ link }) => say('It was written, once', link),
  'outbound.failed': ({ failure }) => say('It could not be written', failure.message),
}
