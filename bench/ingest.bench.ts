import { join } from 'node:path'
import { atMost, type BenchContext, type Outcome } from './benchmark.ts'
import { compareInterleaved, median } from './harness.ts'
import { nextMessage } from './lib/agent-script.ts'
import { ingestComplaint, storedUpdates, withStore } from './lib/ingest-check.ts'
import { agents, rate, startBaseline, startIngest, withAgents } from './lib/ingest-run.ts'

/** Five seconds of talk. */
const updates = 500
const kills = 3
/** Before the host is killed it takes in about this much, in milliseconds. */
const killAfterMs = 1500

export const name = 'ingest'

interface Measured {
  readonly processor: number
  readonly updates?: number
}

interface Round {
  readonly measured: number
  /** What is wrong, or undefined. */
  readonly answer: string | undefined
}

/** Microseconds of processor time for each update. */
function costOf(measured: Measured): number {
  return (measured.processor * 1000) / (agents * updates)
}

function lastLine<Value>(lines: readonly string[]): Value {
  return JSON.parse(lines.at(-1) ?? 'null')
}

function parseOnly(folder: string): Promise<Round> {
  return withAgents({ folder, updates }, async (socketFile) => {
    const parser = await startBaseline(socketFile)
    const measured = lastLine<Measured>(await parser.printed)
    const whole = measured.updates === agents * updates
    return { measured: costOf(measured), answer: whole ? undefined : `the parser saw ${measured.updates} updates` }
  })
}

function wholePipeline(folder: string, dataFolder: string): Promise<Round> {
  return withAgents({ folder, updates }, async (socketFile) => {
    const { host, seen } = await startIngest(dataFolder, socketFile)
    const measured = lastLine<Measured>(await host.printed)
    const batches = await seen
    const complaint = await withStore(dataFolder, (store) => ingestComplaint(store, { agents, updates }))
    return { measured: costOf(measured), answer: complaint ?? (batches < 100 ? 'the client saw little' : undefined) }
  })
}

/** Kills the host in the middle; milliseconds from the oldest update that is lost to the kill, 0 when none is. */
async function lossOf(folder: string, dataFolder: string): Promise<number> {
  let stopped: Promise<readonly string[]> | undefined
  let killedAt = 0
  const acknowledged = await withAgents({ folder, updates }, async (socketFile, talkers) => {
    stopped = talkers.printed
    const { host } = await startIngest(dataFolder, socketFile, ['--commands'])
    await new Promise<void>((resolve) => void setTimeout(resolve, killAfterMs))
    killedAt = Date.now()
    if (!(await host.kill())) throw new Error('the host had ended before it was killed')
    return (await host.printed).map((line) => JSON.parse(line) as { acknowledged: string; thread: string })
  })
  const begunAt = lastLine<Readonly<Record<string, number>>>((await stopped) ?? [])
  if (acknowledged.length === 0) throw new Error('no command was acknowledged before the kill')
  return withStore(dataFolder, async (store) => {
    const threads = (await store.load()).states.filter(({ aggregate }) => aggregate === 'thread')
    const states = new Map(threads.map((row) => [row.id, JSON.stringify(row.state)]))
    const lost = acknowledged.filter(({ acknowledged: id, thread }) => !states.get(thread)?.includes(`"${id}"`))
    if (lost.length > 0) throw new Error(`${lost.length} acknowledged commands are lost`)
    const stored = await storedUpdates(store, agents)
    const saidAt = (agent: number, index: number) => (begunAt[agent] ?? 0) + (index * 1000) / rate
    return Math.max(0, ...stored.map((count, agent) => killedAt - saidAt(agent, nextMessage(agent, count))))
  })
}

/** A hundred agents at a hundred updates a second, from their output to disk and to a client. */
export async function run({ folder, note, rounds }: BenchContext): Promise<Outcome> {
  let round = 0
  const compared = await compareInterleaved<string | undefined>({
    rounds,
    baseline: () => parseOnly(folder),
    subject: async () => {
      round += 1
      const measured = await wholePipeline(folder, join(folder, `data-${round}`))
      note(`round ${round}: ${measured.measured.toFixed(1)} µs an update`)
      return measured
    },
    check: (subject, baseline) => subject ?? baseline,
  })
  const losses: number[] = []
  for (let kill = 0; kill < kills; kill += 1) losses.push(await lossOf(folder, join(folder, `killed-${kill}`)))
  note(`lost before a kill: ${losses.join(', ')} ms`)
  const { baseline, subject } = compared
  const ratio = 1 / compared.ratio
  return {
    rows: [
      { what: 'whole pipeline, µs an update', median: subject.median, worst: subject.worst },
      { what: 'protocol client only parsing, µs an update', median: baseline.median, worst: baseline.worst },
      { what: 'oldest update lost in a kill, ms before it', median: median(losses), worst: Math.max(...losses) },
    ],
    gates: [
      atMost('whole pipeline over only parsing', ratio, 1),
      // One window that gathers, one that is being stored, and the agents' own tick.
      atMost('oldest update lost in a kill, ms before it', median(losses), 16 + 16 + 10),
    ],
    ratios: { 'whole pipeline over only parsing': ratio },
  }
}
