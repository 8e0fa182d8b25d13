import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import { sampleState } from '../../ports/testing/store-samples.ts'
import { checkIntegrity } from './check-integrity.ts'
import { connectReader, readNumber } from './connect.ts'
import { openStore, temporaryFolder } from './testing/temporary-store.ts'

const program = fileURLToPath(new URL('testing/writing-process.ts', import.meta.url))
const seeds = [3, 1, 40, 7, 90, 2, 25, 60]

describe('a writer killed at any moment', () => {
  it('loses no acknowledged write and leaves a sound file', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'switchyard.db')
    for (const acknowledgments of seeds) {
      const acknowledged = await writeUntilKilled(file, acknowledgments)
      expect(isMarkedUnclean(file)).toBe(true)
      await expectEverythingUpTo(file, acknowledged)
      expect(checkIntegrity(file, 1_000)).toBeNull()
    }
  })
})

/** The last sequence that was acknowledged before the process was gone. */
async function writeUntilKilled(file: string, acknowledgments: number): Promise<number> {
  const child = spawn(process.execPath, [program, file], { env: {}, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const exited = once(child, 'exit')
  const sequences: number[] = []
  for await (const line of createInterface({ input: stdoutOf(child) })) {
    sequences.push(Number(line))
    if (sequences.length === acknowledgments) child.kill('SIGKILL')
  }
  await exited
  expect(child.signalCode).toBe('SIGKILL')
  return sequences.at(-1) ?? 0
}

function stdoutOf(child: ChildProcess): NodeJS.ReadableStream {
  if (child.stdout === null) throw new Error('no output of the child')
  return child.stdout
}

/** Read without recovering: the log is left to the store that opens next. */
function isMarkedUnclean(file: string): boolean {
  const reader = connectReader(file, 1_000)
  try {
    return readNumber(reader, "SELECT value FROM meta WHERE key = 'clean'") === 0
  } finally {
    reader.close()
  }
}

async function expectEverythingUpTo(file: string, acknowledged: number): Promise<void> {
  const store = await openStore(file)
  const { sequence, states } = await store.load()
  expect(sequence).toBeGreaterThanOrEqual(acknowledged)
  expect(states).toEqual([sampleState('thread-1', sequence)])
  const events = await store.readEvents({ after: 0, limit: sequence + 1 })
  expect(events.map((event) => event.sequence)).toEqual(Array.from({ length: sequence }, (_, at) => at + 1))
  const { rows } = await store.readTranscript('thread-1' as ThreadId, { kind: 'tail', limit: 1 })
  expect(Number(rows[0]?.text)).toBeGreaterThanOrEqual(acknowledged)
  expect(Number((await store.loadKept('screens')).get('latest'))).toBeGreaterThanOrEqual(acknowledged)
  expect(store.status.kind).toBe('writable')
  await store.close()
}
