import { expect, it } from 'vitest'
import type { Command } from '../../shared/domain/command.ts'
import { claimed, definitionWith } from '../../shared/domain/testing/automations.ts'
import type { AutomationId, CommandId, ProjectId } from '../../shared/kernel/ids.ts'
import { ok } from '../../shared/kernel/result.ts'
import { createManualClock } from '../ports/testing/manual-clock.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import { HostEngine } from './host-engine.ts'
import { idleHandlers } from './testing/effects.ts'

const project = 'p' as ProjectId
const automation = 'p:look' as AutomationId
const facts = { root: '/p', gitDirectory: '/p/.git', prefix: '', branchPrefix: 'sy' }
const preparer = { command: 'project.open', prepare: async () => ok(facts) } as const

it('keeps keys and what fired out of the live model, and finds them again when they come', async () => {
  const store = new MemoryStore()
  let sent = 0
  const open = async () => {
    const problem = (message: string) => {
      throw new Error(message)
    }
    const engine = await HostEngine.open({ store, clock: createManualClock(), problem })
    await engine.begin([{ reactors: idleHandlers, preparers: [preparer] }], 5)
    return engine
  }
  let engine = await open()
  const submit = async (command: Command) => {
    sent += 1
    const answer = await engine.submit({ id: `c${sent}` as CommandId, command, actor: 'person' })
    expect(answer.ok).toBe(true)
  }
  const fire = (id: string, key: string) =>
    submit({
      type: 'automation.fire',
      payload: { automation, trigger: 'manual', deliveries: [claimed(id, key)] },
    })
  const counts = () => engine.model.automation.get(automation)?.counts
  const live = () => [engine.model.firing.size, engine.model.claim.size, engine.model.automation.get(automation)?.held]

  await submit({ type: 'project.open', payload: { project, repository: '/p', initialize: false } })
  const file = { kind: 'good', revision: 'one', definition: definitionWith({ parallel: 0 }), outside: [] } as const
  const named = { automation, project, name: 'look', scope: 'project' } as const
  await submit({ type: 'automation.report-file', payload: { ...named, by: 'file', file } })
  await fire('f1', 'k')
  await fire('f2', 'k')
  expect(live()).toEqual([1, 0, 1])
  expect(counts()).toMatchObject({ fired: 2, skipped: 1 })

  engine = await open()
  // What was skipped is known, and the key still taken.
  await fire('f2', 'k')
  await fire('f3', 'k')
  expect(counts()).toMatchObject({ fired: 3, skipped: 2 })
  expect(live()).toEqual([1, 0, 1])

  await submit({ type: 'firing.drop', payload: { firing: 'f1' as never } })
  expect(live()).toEqual([0, 0, 0])
  engine = await open()
  await fire('f4', 'k')
  expect(live()).toEqual([1, 0, 1])
  expect(counts()).toMatchObject({ fired: 4, skipped: 3 })
})
