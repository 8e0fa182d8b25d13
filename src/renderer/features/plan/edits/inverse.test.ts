import { describe, expect, it } from 'vitest'
import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'
import type { Command } from '../../../../shared/domain/command.ts'
import { decide } from '../../../../shared/domain/decide.ts'
import { MemoryModel } from '../../../../shared/domain/memory-model.ts'
import type { Model } from '../../../../shared/domain/model.ts'
import { Overlay } from '../../../../shared/domain/overlay.ts'
import { planOf } from '../../../../shared/domain/run/plan-of.ts'
import type { Run, RunPlan } from '../../../../shared/domain/run/state.ts'
import type { CommandId, ProjectId, RunId } from '../../../../shared/kernel/ids.ts'
import { taskOf } from '../testing/task-of.ts'
import { inverseOf } from './inverse.ts'

const plan: RunPlan = {
  kind: 'plan',
  state: { kind: 'draft' },
  policy: {
    effort: 'standard',
    topology: 'queue',
    gates: ['true'],
    limits: { parallel: null, review: null },
    budget: {},
    autoLand: false,
    recover: true,
    spawn: 'ask',
  },
  place: { base: { ref: 'main', commit: null }, into: 'main' },
  planner: null,
  parent: null,
  confirmed: 0,
  warned: 0,
}
const run: Run & { plan: RunPlan } = {
  id: 'run' as RunId,
  project: 'project' as ProjectId,
  goal: 'All of it',
  task: null,
  attempts: 0,
  thread: null,
  createdAt: 0,
  plan,
}

/** Three tasks in a row, the last one stacked. */
function given(): Model {
  const memory = new MemoryModel()
  memory.put('run', run.id, run)
  const one = taskOf('one', { order: 0 })
  const two = taskOf('two', { order: 1, after: [{ on: one.id, from: 'landed' }], gates: ['npm test'] })
  const three = taskOf('three', { order: 2, after: [{ on: two.id, from: 'stacked' }], priority: 3 })
  for (const task of [one, two, three]) memory.put('task', task.id, task)
  return memory.model
}

function doing(model: Model, commands: readonly PublicCommand[]): Model {
  const overlay = new Overlay(model)
  for (const command of commands) {
    const decision = decide(overlay.model, command as Command, { now: 1, actor: 'person', facts: undefined })
    if (!decision.ok) throw new Error(decision.error.message)
    for (const event of decision.value) {
      overlay.apply({ sequence: 1, at: 1, actor: 'person', command: '' as CommandId, cause: null, event })
    }
  }
  return overlay.model
}

/** As good as it is; a plan that says nothing of teams asks. */
const now = (model: Model) => ({
  teams: 'ask',
  ...planOf(model, { ...run, ...model.run.get(run.id), plan: model.run.get(run.id)?.plan ?? plan }),
})

const agents = [{ kind: 'catalogue' as const, id: 'scripted' }]
const added = { id: 'id-new', key: 'new', title: 'New', brief: 'b', effort: 'quick' as const, after: [], paths: [] }
const commands: readonly (readonly [string, PublicCommand])[] = [
  ['an edit', { type: 'task.edit', payload: { task: 'id-two', patch: { title: 'Other', gates: [], priority: 9 } } }],
  ['a move up', { type: 'task.move', payload: { task: 'id-three', before: 'id-one' } }],
  ['a move to the end', { type: 'task.move', payload: { task: 'id-one', before: null } }],
  ['a link', { type: 'task.link', payload: { task: 'id-three', on: 'id-one', from: 'landed' } }],
  ['another kind of link', { type: 'task.link', payload: { task: 'id-three', on: 'id-two', from: 'landed' } }],
  ['an unlink', { type: 'task.unlink', payload: { task: 'id-three', on: 'id-two' } }],
  ['a removal in the middle', { type: 'task.remove', payload: { task: 'id-two' } }],
  ['a removal at the end', { type: 'task.remove', payload: { task: 'id-three' } }],
  [
    'an addition',
    {
      type: 'task.add',
      payload: { run: 'run', task: { ...added, gates: [], agents, priority: 0, candidates: 1, budget: {} } },
    },
  ],
  ['another topology', { type: 'run.switch', payload: { run: 'run', topology: 'team', cluster: 'c1' } }],
  ['other rules', { type: 'run.configure', payload: { run: 'run', autoLand: true, goal: 'Half of it', gates: [] } }],
]

describe('an edit is taken back', () => {
  it.each(commands)('where it was %s', (_, command) => {
    const before = given()
    const changed = doing(before, [command])
    expect(now(changed)).not.toEqual(now(before))
    const back = inverseOf(before, command, () => 'fresh')
    expect(now(doing(changed, back))).toEqual(now(before))
  })

  it('not where there is no way back', () => {
    expect(inverseOf(given(), { type: 'run.approve', payload: { run: 'run' } }, () => 'fresh')).toEqual([])
  })
})
