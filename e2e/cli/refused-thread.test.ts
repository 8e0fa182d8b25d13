import { beforeAll, describe, expect, it } from 'vitest'
import { fileMachine } from './kit/machine.ts'
import { steps } from './kit/steps.ts'

const machine = fileMachine()
const repository = machine.repository({ 'a.txt': 'one\n' })
let before: object
const known = { ready: '', asking: '', queued: '', request: '' }

beforeAll(async () => {
  await machine.serve('--pool', '1')
  known.ready = (await machine.dispatch(repository, 'echo 1 > b.txt', '--wait')).thread
  const events = machine.follow()
  known.asking = (await machine.dispatch(repository, steps({ ask: { title: 'Go on?', kind: 'other' } }))).thread
  known.request = (await events.event('thread.permission-asked', known.asking)).request.id
  known.queued = (await machine.dispatch(repository, 'true')).thread
  before = await everything()
})

/** The user's repository, all references, and the threads, but not since when each is in its state. */
async function everything(): Promise<object> {
  const { threads } = await machine.ok<{ threads: readonly { since: number }[] }>('threads')
  const references = repository.git('for-each-ref')
  return { threads: threads.map(({ since: _, ...thread }) => thread), references, state: repository.state() }
}

const thread = (name: keyof typeof known) => () => known[name]

describe('a command about a thread that cannot be done is refused, and nothing is changed', () => {
  it.each([
    ['show', ['nothing'], 'thread-unknown'],
    ['diff', ['nothing'], 'thread-unknown'],
    ['transcript', ['nothing'], 'thread-unknown'],
    ['prompt', ['nothing', 'more'], 'thread-unknown'],
    ['prompt', [thread('ready'), '  '], 'prompt-empty'],
    ['answer', ['nothing', 'nothing', 'allow'], 'thread-unknown'],
    ['answer', [thread('asking'), 'nothing', 'allow'], 'request-closed'],
    ['answer', [thread('ready'), thread('request'), 'allow'], 'request-closed'],
    ['interrupt', ['nothing'], 'thread-unknown'],
    ['interrupt', [thread('ready')], 'nothing-running'],
    ['stop', ['nothing'], 'thread-unknown'],
    ['merge', ['nothing'], 'thread-unknown'],
    ['merge', [thread('asking')], 'not-ready'],
    ['merge', [thread('queued')], 'not-ready'],
    ['merge', [thread('ready'), '--into', 'nowhere'], 'branch-not-found'],
    ['merge', [thread('ready'), '--into', '--help'], 'branch-not-found'],
    ['discard', ['nothing'], 'thread-unknown'],
    ['restore', ['nothing'], 'thread-unknown'],
    ['restore', [thread('ready')], 'not-discarded'],
    ['undo', ['nothing'], 'landing-unknown'],
    ['undo', [thread('ready')], 'landing-unknown'],
  ] as const)('%s %j: %s', async (command, args, code) => {
    const given = args.map((arg) => (typeof arg === 'string' ? arg : arg()))
    const refusal = await machine.refused(command, ...given)
    expect(refusal).toMatchObject({ code })
    expect(await everything()).toEqual(before)
  })
})
