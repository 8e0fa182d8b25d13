import { describe, expect, it } from 'vitest'
import { MemoryModel } from '../../../shared/domain/memory-model.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { bringIn, broughtWords } from './brought.ts'

function modelOf(...names: readonly string[]) {
  const memory = new MemoryModel()
  for (const name of names) {
    const thread = {
      id: name,
      run: `r-${name}`,
      task: `k-${name}`,
      project: 'p1',
      title: name,
      state: { kind: 'running' },
    }
    memory.put('thread', name, thread as unknown as Thread)
  }
  return memory.model
}

const schema = { id: 'schema', name: 'Invoice schema' }
const ledger = { id: 'ledger', name: 'Ledger' }
const newId = () => 'new'

describe('threads that a new task names', () => {
  it('are introduced to it alone, once both are known', () => {
    const model = modelOf('new1', 'schema', 'ledger')
    const how = { brought: [schema, ledger], newId }
    expect(bringIn(model, { thread: 'new1', text: 'Ask @Invoice schema first.' }, how)).toMatchObject({
      payload: { members: [{ task: 'k-new1' }, { task: 'k-schema' }], because: 'You brought schema in.' },
    })
    expect(bringIn(model, { thread: 'new1', text: 'Ask nobody.' }, how)).toBeNull()
    expect(bringIn(modelOf('new1'), { thread: 'new1', text: 'Ask @Ledger.' }, how)).toBeNull()
  })

  it('are said before it is sent, for as long as the text names them', () => {
    expect(broughtWords(['Ask @Ledger.'], [schema, ledger])).toBe(
      'Once it has started, it and Ledger are introduced and can write to each other.',
    )
    expect(broughtWords(['Ask @Ledger.', 'Ask @Invoice schema'], [schema, ledger])).toBe(
      'Each task is introduced to the threads that it names, once it has started: Invoice schema and Ledger.',
    )
    expect(broughtWords(['Ask @Ledgers.'], [ledger])).toBeNull()
  })
})
