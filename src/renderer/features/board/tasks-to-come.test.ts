import { describe, expect, it } from 'vitest'
import { MemoryModel } from '../../../shared/domain/memory-model.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import { noFilters } from './filters.ts'
import { matchesTask, tasksToCome, withTasks } from './tasks-to-come.ts'

const task = (id: string, facts: object = {}) =>
  ({
    id,
    run: 'r1',
    project: 'p1',
    key: id,
    title: `Task ${id}`,
    order: 1,
    threads: [],
    agents: [],
    ...facts,
  }) as unknown as Task

function modelWith(kind: string, tasks: readonly Task[]): Model {
  const run = { id: 'r1', plan: { state: { kind } } }
  const table = { values: () => tasks, get: () => run }
  return { ...new MemoryModel(), run: table, task: table } as unknown as Model
}

const waiting = { state: { kind: 'waiting' } }
const all = { kind: 'all' } as const

describe('tasks that no thread has begun', () => {
  it('are those of a plan under way, in its order', () => {
    const tasks = [
      task('c', { ...waiting, order: 3 }),
      task('a', waiting),
      task('begun', { ...waiting, threads: [{ thread: 't' }] }),
      task('gone', { state: { kind: 'removed' } }),
    ]
    expect(tasksToCome(modelWith('running', tasks), all).map(({ id }) => id)).toEqual(['a', 'c'])
    expect(tasksToCome(modelWith('draft', tasks), all)).toEqual([])
    expect(tasksToCome(modelWith('running', tasks), { kind: 'project', project: 'p2' })).toEqual([])
  })

  it('stand below the threads that are queued, where that section belongs', () => {
    const sections = [
      { kind: 'working', threads: ['w'] },
      { kind: 'landed', threads: ['l'] },
    ] as const
    expect(withTasks(sections, [task('a')])).toEqual([sections[0], { kind: 'queued', threads: ['a'] }, sections[1]])
    const queued = [{ kind: 'queued', threads: ['q'] }] as const
    expect(withTasks(queued, [task('a')])).toEqual([{ kind: 'queued', threads: ['q', 'a'] }])
  })

  it('are found by their words and state', () => {
    const one = task('api', waiting)
    expect(matchesTask(one, noFilters)).toBe(true)
    expect(matchesTask(one, { ...noFilters, text: 'api task' })).toBe(true)
    expect(matchesTask(one, { ...noFilters, text: 'web' })).toBe(false)
    expect(matchesTask(one, { ...noFilters, state: 'ready' })).toBe(false)
  })
})
