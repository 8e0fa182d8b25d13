import { batchOf, put, sampleEvent, sampleState } from '../../../ports/testing/store-samples.ts'
import { openSqliteStore } from '../open-sqlite-store.ts'

/*
 * A program of its own: writes to the store named by its first argument without end, and prints each
 * sequence once its commit was acknowledged. It is there to be killed.
 */
const file = process.argv[2]
if (file === undefined) throw new Error('which file?')
const opened = await openSqliteStore({
  file,
  workerEntry: new URL('../worker.ts', import.meta.url),
  now: () => 1_700_000_000_000,
})
if (!opened.ok) throw new Error(opened.error.message)
const store = opened.value
let { sequence } = await store.load()

for (;;) {
  const events = Array.from({ length: 1 + (sequence % 7) }, () => sampleEvent(++sequence))
  const writes = [put('thread-1', 'latest', { position: 1, sequence, text: `${sequence}` })]
  const [committed, appended, kept] = await Promise.all([
    store.commit(batchOf({ events, states: [sampleState('thread-1', sequence)] })),
    store.appendTranscript(writes),
    store.keep('screens', new Map([['latest', sequence]])),
  ])
  if (!committed.ok) throw new Error(committed.error.message)
  if (!appended.ok) throw new Error(appended.error.message)
  if (!kept.ok) throw new Error(kept.error.message)
  process.stdout.write(`${sequence}\n`)
}
