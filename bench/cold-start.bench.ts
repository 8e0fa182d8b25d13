import { readFileSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { databaseFile } from '../src/main/shells/compose/data-folder.ts'
import { atMost, type BenchContext, type Outcome } from './benchmark.ts'
import { compareInterleaved, median } from './harness.ts'
import { countEvents, makeEventStore } from './lib/event-store.ts'
import { type Board, readBareBoard, readBoard } from './lib/read-board.ts'
import { type StartedHost, startHost } from './lib/started-host.ts'

const threads = 100
const events = 1_000_000
const program = join(import.meta.dirname, '../out/main/cli.js')

export const name = 'cold-start'

interface Start {
  readonly measured: number
  readonly answer: Board
}

/** Milliseconds from starting the process to the whole board in a client's hands. */
async function timed(start: () => Promise<StartedHost>, read: (host: StartedHost) => Promise<Board>): Promise<Start> {
  const begun = performance.now()
  const host = await start()
  const answer = await read(host)
  const measured = performance.now() - begun
  await host.stop()
  return { measured, answer }
}

function starter(folder: string): (data: string) => Promise<Start> {
  return (data) => timed(() => startHost([program, 'serve', '--data', data], { HOME: folder }), readBoard)
}

/** As plain JavaScript, so that it doesn't pay for a compiler. */
function bareStarter(folder: string, file: string): () => Promise<Start> {
  const bare = join(folder, 'bare-host.mjs')
  const source = readFileSync(new URL('programs/bare-host.ts', import.meta.url), 'utf8')
  writeFileSync(bare, stripTypeScriptTypes(source))
  return () => timed(() => startHost([bare, file], { HOME: folder }), readBareBoard)
}

/** Both show the same threads; the host has noted its own starts in the log. */
function complaint(subject: Board, baseline: Board): string | undefined {
  if (subject.threads.size !== threads) return `${subject.threads.size} of ${threads} threads are on the board`
  if (subject.sequence < events) return `the board stands at event ${subject.sequence} of ${events}`
  const differs = [...baseline.threads].find(([id, state]) => subject.threads.get(id) !== state)
  return differs === undefined ? undefined : `thread ${differs[0]} differs`
}

/** The built host on a store with a million events, against the least host there could be and against a short log. */
export async function run({ folder, note, rounds }: BenchContext): Promise<Outcome> {
  const [long, short] = [join(folder, 'long'), join(folder, 'short')]
  await makeEventStore({ dataFolder: long, threads, events })
  await makeEventStore({ dataFolder: short, threads, events: 0 })
  note(`made logs of ${countEvents(long)} and ${countEvents(short)} events`)
  const start = starter(folder)
  const bare = bareStarter(folder, databaseFile(long))
  for (const warm of [long, short]) await start(warm)
  const shortLog: number[] = []
  const growth: number[] = []
  const compared = await compareInterleaved<Board>({
    rounds,
    baseline: bare,
    subject: async () => {
      const whole = await start(long)
      const little = await start(short)
      shortLog.push(little.measured)
      growth.push(whole.measured / little.measured)
      note(`1M events ${whole.measured.toFixed(0)} ms, short log ${little.measured.toFixed(0)} ms`)
      return whole
    },
    check: complaint,
  })
  const { baseline, subject } = compared
  const ratio = median(growth)
  return {
    rows: [
      { what: `${events} events, ms`, median: subject.median, worst: subject.worst },
      { what: 'short log, ms', median: median(shortLog), worst: Math.max(...shortLog) },
      { what: 'bare Node host with the same database, ms', median: baseline.median, worst: baseline.worst },
    ],
    gates: [atMost('start to board, ms', subject.median, 250), atMost('1M events over a short log', ratio, 1.15)],
    ratios: { 'over the bare host': 1 / compared.ratio, 'long over short log': ratio },
  }
}
