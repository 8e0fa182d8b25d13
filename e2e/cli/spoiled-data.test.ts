import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { testMachine } from './kit/machine.ts'

interface Checks {
  readonly checks: readonly { readonly name: string; readonly state: string; readonly detail: string }[]
}

/** A data folder in which something was done, and its database. */
async function used() {
  const machine = testMachine()
  const repository = machine.repository({ 'a.txt': 'one\n' })
  const host = await machine.serve()
  const { thread } = await machine.dispatch(repository, 'echo 1 > b.txt', '--wait')
  expect(await host.process.end()).toBe(0)
  return { machine, repository, thread, file: path.join(machine.data, 'switchyard.db') }
}

function changed(file: string, change: (bytes: Buffer) => Buffer): void {
  writeFileSync(file, change(readFileSync(file)))
}

const spoilers: readonly (readonly [string, string, boolean, (file: string) => void])[] = [
  [
    'from a newer Switchyard',
    'store-newer',
    true,
    (file) => {
      const database = new DatabaseSync(file)
      database.exec('PRAGMA user_version = 999')
      database.close()
    },
  ],
  ['cut off', 'store-damaged', false, (file) => changed(file, (bytes) => bytes.subarray(0, bytes.length / 2 - 100))],
  [
    'no database',
    'store-damaged',
    false,
    (file) => changed(file, () => Buffer.from('This is no database.\n'.repeat(999))),
  ],
]

describe('a database that is', () => {
  it.each(spoilers)(
    '%s is kept as it is: questions are answered, commands refused',
    async (...[, code, whole, spoil]) => {
      const { file, machine, repository, thread } = await used()
      spoil(file)
      const before = { bytes: readFileSync(file), repository: repository.state() }
      const known = whole ? [{ id: thread, state: 'ready' }] : expect.any(Array)
      expect(await machine.ok('threads')).toMatchObject({ threads: known })
      const commands = [
        ['dispatch', '--repo', repository.folder, '--agent', 'scripted', '--prompt', 'true'],
        ...(whole
          ? [
              ['merge', thread],
              ['discard', thread],
              ['prompt', thread, 'more'],
            ]
          : []),
      ]
      // The first of these starts a host in the background.
      for (const command of commands) expect((await machine.refused(...command)).code).toBe(code)
      expect(machine.processes()).not.toEqual([])
      expect(await machine.ok('threads')).toMatchObject({ threads: known })
      const { checks } = await machine.ok<Checks>('doctor')
      expect(checks.find(({ name }) => name === 'data')).toMatchObject({ state: 'failed' })
      await machine.deserted()
      expect(readFileSync(file).equals(before.bytes)).toBe(true)
      expect(repository.state()).toEqual(before.repository)
    },
  )

  it('damaged where only a full look finds it is noticed after an unclean end', async () => {
    const { file, machine, repository } = await used()
    const host = await machine.serve()
    host.process.signal('SIGKILL')
    await host.process.exit
    await machine.deserted()
    changed(file, (bytes) => {
      // Whole pages in the middle, the header and the schema left as they are.
      bytes.fill(0xa5, 4096 * 6, 4096 * 12)
      return bytes
    })
    const next = await machine.serve()
    const args = ['dispatch', '--repo', repository.folder, '--agent', 'scripted', '--prompt', 'true']
    const refusal = await machine.refused(...args)
    expect(refusal.code).toMatch(/^store-(damaged|read-only)$/)
    expect(await next.process.end()).toBe(0)
  })
})
