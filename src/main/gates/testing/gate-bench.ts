import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import type { TranscriptRow } from '../../../shared/transcript/entry.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import type { TestFiles } from '../../adapters/git/testing/repository.ts'
import { makeWorktreeFixture, type WorktreeFixture } from '../../adapters/git/testing/worktree-fixture.ts'
import { createProcessPort } from '../../adapters/process/process-port.ts'
import { Transcripts } from '../../engine/transcripts.ts'
import type { WorktreePlace } from '../../ports/git.ts'
import { MemoryStore } from '../../ports/testing/memory-store.ts'
import { Gates } from '../gates.ts'
import { type GateRun, runGate } from '../run-gate.ts'

/** Real git and real processes; only the store is in memory. */
export interface GateBench {
  readonly fixture: WorktreeFixture
  readonly gates: Gates
  /** A thread with a worktree. */
  thread(id: string): Promise<WorktreePlace>
  run(place: WorktreePlace, command: string, change?: Partial<GateRun>): ReturnType<typeof runGate>
  rows(thread: string): Promise<readonly TranscriptRow[]>
  close(): Promise<void>
}

const neverAborted = new AbortController().signal

export async function openGateBench(
  options: { readonly files?: TestFiles; readonly atOnce?: number } = {},
): Promise<GateBench> {
  const fixture = makeWorktreeFixture({ files: { 'a.txt': 'a\n', '.gitignore': 'ignored/\n', ...options.files } })
  const processes = await createProcessPort({
    helperEntry: fileURLToPath(new URL('../../adapters/process/helper.ts', import.meta.url)),
    nodeFile: process.execPath,
    journalFile: join(fixture.sandbox, 'processes.journal'),
    clock: systemClock,
  })
  const store = new MemoryStore()
  const problem = (refusal: { readonly message: string }) => {
    throw new Error(refusal.message)
  }
  const transcripts = new Transcripts({ store, clock: systemClock, problem })
  const roots = join(fixture.sandbox, 'roots')
  mkdirSync(roots)
  const gates = new Gates({
    git: fixture.port,
    clock: systemClock,
    processes,
    transcripts,
    roots: { rootFor: async () => roots },
    hostEnvironment: { ...fixture.environment, LANG: 'C.UTF-8', SECRET_TOKEN: 'secret' },
    atOnce: options.atOnce ?? 2,
  })
  return {
    fixture,
    gates,
    thread: (id) =>
      fixture.create({
        thread: id,
        folder: join(fixture.sandbox, 'worktrees', id),
        ledger: join(fixture.sandbox, 'ledgers', id),
        branch: `sy/${id}`,
      }),
    run: (place, command, change = {}) =>
      runGate(gates, {
        thread: place.thread as ThreadId,
        entry: `gate/${randomUUID()}`,
        round: 1,
        command,
        place,
        prefix: '',
        timeoutMs: 20_000,
        signal: neverAborted,
        ...change,
      }),
    async rows(thread) {
      await transcripts.flush()
      return (await store.readTranscript(thread as ThreadId, { kind: 'tail', limit: 100 })).rows
    },
    async close() {
      await gates.close()
      await transcripts.flush()
      await processes.close()
      await fixture.port.close()
      fixture.dispose()
    },
  }
}
