import { describe, expect, expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import type { Command, CommandType } from '../domain/command.ts'
import { publicCommand } from './channels/commands.ts'
import { applyTranscriptWrites } from './transcript-replica.ts'
import { checkContract, contractVersion } from './version.ts'

describe('public commands', () => {
  it('are commands of the domain', () => {
    expectTypeOf<z.output<typeof publicCommand>>().toExtend<Command>()
    expectTypeOf<z.output<typeof publicCommand>['type']>().toExtend<CommandType>()
  })

  it('keep what was sent and drop what nobody knows', () => {
    const parsed = publicCommand.parse({ type: 'thread.stop', payload: { thread: 'one', force: true }, extra: 1 })
    expect(parsed).toEqual({ type: 'thread.stop', payload: { thread: 'one' } })
  })

  it.each(['', '.', '..', '-one', 'a/b', 'a b', 'ä', 'a\n', 'x'.repeat(65)])('take no id like %j', (thread) => {
    expect(publicCommand.safeParse({ type: 'thread.stop', payload: { thread } }).success).toBe(false)
  })
})

describe('the version of the contract', () => {
  it('fits itself and no other', () => {
    expect(checkContract(contractVersion).ok).toBe(true)
    expect(checkContract(contractVersion + 1)).toMatchObject({ ok: false, error: { code: 'contract-version' } })
  })
})

describe('rows of a transcript', () => {
  const thread = 'one' as never
  const row = (entry: string, position: number, sequence: number) => {
    return { entry, kind: 'message', position, sequence, at: 0, head: {}, text: entry } as const
  }
  const rows = [row('b', 2, 5), row('c', 3, 6)]

  it('grow and stay in order', () => {
    const after = applyTranscriptWrites(rows, [
      { op: 'put', thread, row: row('d', 4, 7) },
      { op: 'append', thread, entry: 'b', sequence: 8, text: '!' },
    ])
    expect(after.map((one) => one.text)).toEqual(['b!', 'c', 'd'])
  })

  it('ignore what is older than they are, and what is not loaded', () => {
    const after = applyTranscriptWrites(rows, [
      { op: 'append', thread, entry: 'b', sequence: 5, text: '!' },
      { op: 'put', thread, row: { ...row('c', 3, 4), text: 'old' } },
      { op: 'put', thread, row: row('a', 1, 9) },
      { op: 'append', thread, entry: 'z', sequence: 10, text: '!' },
    ])
    expect(after).toEqual(rows)
  })
})
