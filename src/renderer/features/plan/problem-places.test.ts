import { expect, it } from 'vitest'
import type { PlanProblem } from '../../../shared/domain/plan/plan.ts'
import { edgeId, placeProblems } from './problem-places.ts'
import { taskOf } from './testing/task-of.ts'

const wrong = (path: PlanProblem['path'], message: string): PlanProblem => ({ path, code: 'x', message, remedy: '' })

const one = taskOf('one')
const two = taskOf('two', { after: [{ on: one.id, from: 'landed' }] })

it('finds the row, the field and the link of a problem', () => {
  const problems = placeProblems(
    [
      wrong(['tasks', 1, 'after', 0], 'These wait for each other.'),
      wrong(['tasks', 1, 'brief'], 'The task two has no brief.'),
      wrong(['gates', 0], 'A gate is empty.'),
    ],
    [one, two],
  )
  expect(problems.count).toBe(3)
  expect(problems.first).toBe('two: These wait for each other.')
  expect([...(problems.tasks.get(two.id)?.keys() ?? [])]).toEqual(['after', 'brief'])
  expect(problems.tasks.get(one.id)).toBeUndefined()
  expect(problems.edges.get(edgeId(two.id, one.id))?.message).toBe('These wait for each other.')
  expect(problems.head.map(({ message }) => message)).toEqual(['A gate is empty.'])
})

it('names the task once', () => {
  expect(placeProblems([wrong(['tasks', 1, 'brief'], 'The task two has no brief.')], [one, two]).first).toBe(
    'The task two has no brief.',
  )
})

it('keeps what stands nowhere in the outline at the head', () => {
  const { head, tasks } = placeProblems([wrong(['tasks'], 'None.'), wrong(['tasks', 7, 'key'], 'Gone.')], [one])
  expect(head).toHaveLength(2)
  expect(tasks.size).toBe(0)
})
