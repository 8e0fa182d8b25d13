import { expect, it } from 'vitest'
import { plannerPrompt } from './planner-prompt.ts'

it('says the goal as the person wrote it, and everything else as the host', () => {
  const [goal, rules, ...more] = plannerPrompt('Make it fast', ['npm test', 'npm run\nlint'])
  expect(goal).toEqual({ kind: 'text', text: 'Make it fast', origin: 'person' })
  expect(rules).toMatchObject({ origin: 'host', text: expect.stringContaining('submit_plan') })
  expect(rules).toMatchObject({ text: expect.stringMatching(/run for every task.*\n- npm test\n- npm run lint$/) })
  expect(more).toEqual([])
})

it('says where a project has no gates', () => {
  expect(plannerPrompt('Make it fast')[1]).toMatchObject({ text: expect.stringMatching(/no gates of its own\.$/) })
})
