import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { databaseFile } from '../src/main/shells/compose/data-folder.ts'
import { atMost, type BenchContext, type Outcome, type Row } from './benchmark.ts'
import { median } from './harness.ts'
import { type Audit, auditLog } from './lib/automations/audit.ts'
import {
  automations,
  eventsOf,
  type Flood,
  isQuestion,
  limitsOf,
  type Way,
  writeFiles,
} from './lib/automations/flood.ts'
import { type Sent, sendWebhooks, type Target } from './lib/automations/send-webhooks.ts'
import { databaseBytes, readLog } from './lib/chatty/read-log.ts'
import { type StartedHost, startHost } from './lib/started-host.ts'

export const name = 'automations'

const eventsInMinute = 10_000
const minuteMs = 60_000
/** Above this the idle process itself was held up by others: the round says nothing about the host. */
const steadyMs = 20
const attemptsPerRound = 4

interface Measured {
  /** Of the event loop's delay in ms: 99.9th percentile, and the longest. */
  readonly delay: number
  readonly longest: number
  /** Heap in MB, before and after; and all memory at its peak. */
  readonly before: number
  readonly after: number
  readonly peak: number
}

interface Round extends Measured {
  readonly idle: number
  readonly audit: Audit
  /** Bytes of the store for each event. */
  readonly bytes: number
  readonly sent: Sent | null
}

const program = (file: string) => join(import.meta.dirname, 'programs', `${file}.ts`)

function lastLine<Value>(lines: readonly string[]): Value {
  return JSON.parse(lines.at(-1) ?? 'null')
}

/** One flood over a fresh store, with the host killed in the middle of it where `killed`. */
class Run {
  readonly #folder: string
  readonly #flood: Flood

  constructor(folder: string, flood: Flood) {
    this.#folder = folder
    this.#flood = flood
    mkdirSync(join(folder, 'project'), { recursive: true })
    writeFiles(join(folder, 'project'), flood)
  }

  async measured(killed: boolean): Promise<Round> {
    const idle = await startHost([program('idle-host')])
    let host = await this.#start()
    idle.signal('SIGUSR2')
    const target: Target = { url: host.url }
    const sending = this.#flood.way === 'webhook' ? sendWebhooks(this.#flood, target) : null
    if (killed) {
      await pause(this.#flood.ms / 2)
      if (!(await host.kill())) throw new Error('the host had ended before it was killed')
      host = await this.#start()
      target.url = host.url
    }
    const sent = await sending
    if (sent === null) await host.secondLine
    await idle.stop()
    await host.stop()
    const file = databaseFile(join(this.#folder, 'host'))
    return {
      ...lastLine<Measured>(await host.printed),
      idle: lastLine<{ readonly delay: number }>(await idle.printed).delay,
      audit: auditLog(readLog(file), limitsOf(this.#flood)),
      bytes: databaseBytes(file) / this.#flood.events,
      sent,
    }
  }

  async #start(): Promise<StartedHost> {
    const folders = [this.#folder, join(this.#folder, 'project')]
    const host = await startHost(['--expose-gc', program('automation-host'), ...folders, JSON.stringify(this.#flood)])
    host.signal('SIGUSR2')
    return host
  }
}

/** What is wrong; a limit that nothing comes up to proves nothing. */
function complaints(flood: Flood, { audit, sent }: Round): readonly string[] {
  const { decisions, firings, mostSpent, mostUnderWay, runs, wrong } = audit
  const questions = Array.from({ length: eventsOf(flood) }, (_, event) => event).filter(isQuestion).length
  const decided = (what: string) => decisions.get(what) ?? 0
  const expected = (what: string, found: number, wanted: number) =>
    found === wanted ? [] : [`${what}: ${found} of ${wanted}`]
  const needed = ['dispatched', 'held for parallel', 'held for cost', 'skipped for cooldown', 'skipped for duplicate']
  return [
    ...wrong,
    ...expected('events with a decision', firings.size, flood.events),
    ...expected('kept out by a filter', decided('skipped for filter'), questions * automations),
    ...expected('under way at once', mostUnderWay, limitsOf(flood).parallel),
    ...needed.flatMap((what) => (decided(what) > 0 ? [] : [`nothing was ${what}, of ${told(decisions)}`])),
    ...(sent?.firings.flatMap((firing) => (firings.has(firing) ? [] : [`${firing} was answered and is lost`])) ?? []),
    ...(runs === 0 || mostSpent === 0 ? ['nothing was begun'] : []),
  ]
}

function told(decisions: Audit['decisions']): string {
  return [...decisions].map(([what, count]) => `${count} ${what}`).join(', ')
}

function checked(flood: Flood, round: Round): Round {
  const [first, ...more] = complaints(flood, round)
  if (first === undefined) return round
  const some = [first, ...more.slice(0, 9)].join('; ')
  throw new Error(`the measured code gave a wrong answer, in ${more.length + 1} places: ${some}`)
}

async function steadyRounds(context: BenchContext, flood: Flood): Promise<readonly Round[]> {
  const { folder, note, rounds } = context
  const valid: Round[] = []
  for (let attempt = 0; valid.length < rounds && attempt < rounds * attemptsPerRound; attempt += 1) {
    const run = new Run(join(folder, `${flood.way} ${attempt}`), flood)
    const round = checked(flood, await run.measured(false))
    const steady = round.idle <= steadyMs
    note(`${flood.way}: host ${round.delay.toFixed(1)} ms, idle ${round.idle.toFixed(1)} ms${steady ? '' : ' (void)'}`)
    if (steady) valid.push(round)
  }
  if (valid.length < rounds) throw new Error(`too noisy: ${valid.length} of ${rounds} rounds were steady`)
  return valid
}

function rowsOf(way: string, rounds: readonly Round[]): readonly Row[] {
  const row = (what: string, of: (round: Round) => number) => {
    const values = rounds.map(of)
    return { what: `${way}: ${what}`, median: median(values), worst: Math.max(...values) }
  }
  return [
    row('p99.9 of the loop’s delay, ms', ({ delay }) => delay),
    row('of an idle process beside it, ms', ({ idle }) => idle),
    row('longest delay, ms', ({ longest }) => longest),
    row('heap more than before, MB', ({ after, before }) => after - before),
    row('memory at its peak, MB', ({ peak }) => peak),
    row('store, kB an event', ({ bytes }) => bytes / 1000),
    row('runs begun', ({ audit }) => audit.runs),
    row('events sent again', ({ sent }) => sent?.again ?? 0),
  ]
}

/** Ten thousand events a minute to automations whose limits all bind, and the same with the host killed in the middle. */
export async function run(context: BenchContext): Promise<Outcome> {
  const ms = (context.minutes ?? 1) * minuteMs
  const events = Math.max(1, Math.round((eventsInMinute * ms) / minuteMs / automations)) * automations
  const ways: readonly Way[] = ['webhook', 'service']
  const rows: Row[] = []
  const above: number[] = []
  for (const way of ways) {
    const flood: Flood = { way, events, ms }
    const rounds = await steadyRounds(context, flood)
    const killed = checked(flood, await new Run(join(context.folder, `${way} killed`), flood).measured(true))
    const { decisions, firings } = killed.audit
    context.note(`${way}, killed in the middle: ${firings.size} of ${events} decided (${told(decisions)})`)
    rows.push(...rowsOf(way, rounds))
    above.push(median(rounds.map(({ delay, idle }) => delay - idle)))
  }
  return {
    rows,
    gates: ways.map((way, at) => atMost(`${way}: host above the idle process, ms`, above[at] ?? Number.NaN, 3)),
    ratios: {},
  }
}
