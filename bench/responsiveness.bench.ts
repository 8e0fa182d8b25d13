import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { atMost, type BenchContext, type Outcome } from './benchmark.ts'
import { median } from './harness.ts'
import { startHost } from './lib/started-host.ts'

const talkers = 20
/** Together ten thousand updates a second, for four seconds. */
const rate = 500
const updates = 2000
const burst = 20
const megabytes = 50
/** Above this the idle process itself was held up by others: the round says nothing about the host. */
const steadyMs = 20
const attemptsPerRound = 4

export const name = 'responsiveness'

interface Answer {
  /** 99.9th percentile of the event loop's delay, in milliseconds. */
  readonly delay: number
  readonly files: number
  readonly patch: number
  readonly ready: number
}

const program = (file: string) => join(import.meta.dirname, 'programs', `${file}.ts`)

function lastLine<Value>(lines: readonly string[]): Value {
  return JSON.parse(lines.at(-1) ?? 'null')
}

/** Host and idle process side by side, so that both live through the same seconds. */
async function runRound(folder: string): Promise<{ readonly host: number; readonly idle: number }> {
  mkdirSync(folder)
  const socket = join(folder, 'agents')
  const agents = await startHost([program('ingest-agents'), socket, `${updates}`, `${rate}`, `${talkers}`])
  const idle = await startHost([program('idle-host')])
  const sizes = [talkers, burst, megabytes].map(String)
  const host = await startHost([program('busy-host'), join(folder, 'host'), socket, ...sizes])
  await host.secondLine
  idle.signal('SIGUSR2')
  const answer = lastLine<Answer>(await host.printed)
  await idle.stop()
  await agents.stop()
  const ready = talkers + burst + 1
  if (answer.ready !== ready) throw new Error(`${answer.ready} of ${ready} threads ended ready`)
  if (answer.files !== megabytes || answer.patch !== 8_000_000) throw new Error('the large diff is not whole')
  return { host: answer.delay, idle: lastLine<Answer>(await idle.printed).delay }
}

/** How long the host's event loop is held up while it takes in much, dispatches and shows a large diff. */
export async function run({ folder, note, rounds }: BenchContext): Promise<Outcome> {
  const valid: { readonly host: number; readonly idle: number }[] = []
  let attempts = 0
  for (; valid.length < rounds && attempts < rounds * attemptsPerRound; attempts += 1) {
    const round = await runRound(join(folder, String(attempts)))
    const steady = round.idle <= steadyMs
    note(`host ${round.host.toFixed(1)} ms, idle ${round.idle.toFixed(1)} ms${steady ? '' : ' (void)'}`)
    if (steady) valid.push(round)
  }
  if (valid.length < rounds) throw new Error(`too noisy: only ${valid.length} of ${attempts} rounds were steady`)
  const above = median(valid.map(({ host, idle }) => host - idle))
  const summary = (what: string, values: readonly number[]) => ({
    what,
    median: median(values),
    worst: Math.max(...values),
  })
  return {
    rows: [
      summary(
        'host, p99.9 of the loop’s delay, ms',
        valid.map(({ host }) => host),
      ),
      summary(
        'idle process beside it, ms',
        valid.map(({ idle }) => idle),
      ),
    ],
    gates: [atMost('host above the idle process, ms', above, 3)],
    ratios: {},
  }
}
