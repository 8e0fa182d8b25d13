import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Draft, emptyDraft, nameTasks, type Outcome, reconcile, settle, tasksOf, withIds } from './draft.ts'

const failure = { code: 'agent-missing', message: 'It is not there.', remedy: 'Install it.' }
const refused: Outcome = { kind: 'refused', failure }

interface World {
  readonly host: Map<string, string>
  readonly newId: () => string
}

function counter(): () => string {
  let count = 0
  return () => {
    count += 1
    return `id${count}`
  }
}

function sent(draft: Draft) {
  const tasks = nameTasks(draft, counter())
  return { tasks, draft: withIds(draft, tasks) }
}

const outcomes = (tasks: readonly { readonly thread: string }[], kinds: readonly Outcome[]) =>
  new Map(tasks.flatMap(({ thread }, at) => (kinds[at] === undefined ? [] : [[thread, kinds[at]] as const])))

describe('the tasks of a draft', () => {
  it('are one, unless the text is a list or the person says so', () => {
    expect(tasksOf({ text: ' one ', split: 'many' }).tasks.map((task) => task.text)).toEqual(['one'])
    expect(tasksOf({ text: 'A.\nB.', split: null }).tasks).toHaveLength(1)
    expect(tasksOf({ text: 'A.\nB.', split: 'many' }).tasks).toHaveLength(2)
    expect(tasksOf({ text: 'A\nB', split: null }).tasks).toHaveLength(2)
    expect(tasksOf({ text: 'A\nB', split: 'one' }).tasks).toHaveLength(1)
    expect(tasksOf({ text: ' \n', split: null }).tasks).toEqual([])
  })
})

describe('a draft after it was sent', () => {
  const draft: Draft = { ...emptyDraft, text: '- one\n- two\n- three', agent: 'scripted', project: 'p', base: 'dev' }

  it('is empty when all was taken, the choices of agent and project stay', () => {
    const { tasks, draft: pending } = sent(draft)
    const after = settle(pending, outcomes(tasks, [{ kind: 'taken' }, { kind: 'taken' }, { kind: 'taken' }]))
    expect(after).toEqual({ ...emptyDraft, agent: 'scripted', project: 'p' })
  })

  it('keeps what was refused, with the reason', () => {
    const { tasks, draft: pending } = sent(draft)
    const after = settle(pending, outcomes(tasks, [refused, { kind: 'taken' }, refused]))
    expect(after).toMatchObject({ text: '- one\n- three', base: 'dev', ids: [] })
    expect(after.refused).toEqual([
      { source: '- one', ...failure },
      { source: '- three', ...failure },
    ])
  })

  it('writes a single one that is left without its mark', () => {
    const { tasks, draft: pending } = sent(draft)
    const after = settle(pending, outcomes(tasks, [{ kind: 'taken' }, { kind: 'unanswered' }, { kind: 'taken' }]))
    expect(after.text).toBe('two')
    expect(nameTasks(after, () => 'new')).toEqual([{ ...tasks[1], source: 'two' }])
  })

  it('sends what was not answered under the same ids', () => {
    const { tasks, draft: pending } = sent(draft)
    const after = settle(pending, outcomes(tasks, [{ kind: 'taken' }, { kind: 'unanswered' }]))
    expect(after.text).toBe('- two\n- three')
    expect(nameTasks(after, () => 'new')).toEqual(tasks.slice(1))
  })

  it('takes out what the host has after all', () => {
    const { tasks, draft: pending } = sent(draft)
    const after = reconcile(pending, (thread) => thread === tasks[0]?.thread)
    expect(after.text).toBe('- two\n- three')
    expect(after.ids.map((ids) => ids.thread)).toEqual([tasks[1]?.thread, tasks[2]?.thread])
    const written = reconcile({ ...pending, text: `${pending.text}\n- four` }, (thread) => thread === tasks[0]?.thread)
    expect(written.text).toBe('- two\n- three\n- four')
    expect(written.ids).toHaveLength(2)
    const other = reconcile({ ...pending, text: 'Something else' }, () => true)
    expect(other).toMatchObject({ text: 'Something else', ids: [] })
  })

  /** Sends all tasks to a host; of those that are not answered it has every second one all the same. */
  function sendTo({ host, newId }: World, draft: Draft, round: readonly Outcome['kind'][]) {
    const answer = ({ thread, text }: { readonly thread: string; readonly text: string }, at: number): Outcome => {
      const kind = host.has(thread) ? 'taken' : (round[at] ?? 'unanswered')
      if (kind === 'refused') return refused
      if (kind === 'taken' || at % 2 === 0) host.set(thread, text)
      return { kind }
    }
    const tasks = nameTasks(draft, newId)
    return settle(withIds(draft, tasks), new Map(tasks.map((task, at) => [task.thread, answer(task, at)])))
  }

  it('never loses a task, nor sends one twice, however often the line breaks', () => {
    const answers = fc.array(fc.constantFrom<Outcome['kind']>('taken', 'refused', 'unanswered'), { maxLength: 6 })
    const lines = fc.uniqueArray(fc.stringMatching(/^[A-Z][a-z]{1,8}$/), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(lines, fc.array(answers, { maxLength: 5 }), (texts, rounds) => {
        const world: World = { host: new Map(), newId: counter() }
        const sentOften = (draft: Draft, [round, ...more]: readonly (readonly Outcome['kind'][])[]): Draft =>
          round === undefined ? draft : sentOften(sendTo(world, draft, round), more)
        const last = reconcile(sentOften({ ...emptyDraft, text: texts.join('\n') }, rounds), (id) => world.host.has(id))
        const left = tasksOf(last).tasks.map((task) => task.text)
        expect([...world.host.values(), ...left].sort()).toEqual([...texts].sort())
      }),
    )
  })
})
