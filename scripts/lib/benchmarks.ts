import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, release, tmpdir, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { atMost, type BenchContext, type BenchModule, type Gate, type Outcome } from '../../bench/benchmark.ts'
import { printError } from './print.ts'
import { root } from './root.ts'

const ending = '.bench.ts'

export interface BenchReport extends Outcome {
  readonly name: string
  readonly date: string
  readonly machine: Readonly<Record<string, string | number>>
}

/** The names that `npm run bench -- NAME` knows. */
export function benchmarkNames(): readonly string[] {
  return readdirSync(join(root, 'bench'))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort()
}

function machine(): BenchReport['machine'] {
  return {
    processors: cpus().length,
    model: cpus()[0]?.model ?? 'unknown',
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()} ${process.arch}`,
    node: process.versions.node,
  }
}

/** How much worse than the committed baseline a ratio may be before it counts as a regression: machines differ. */
const tolerance = 1.5

function regressions(name: string, ratios: Outcome['ratios']): readonly Gate[] {
  const file = join(root, 'bench/baselines', `${name}.json`)
  if (!existsSync(file)) return []
  const baseline: Pick<Outcome, 'ratios'> = JSON.parse(readFileSync(file, 'utf8'))
  return Object.entries(ratios).flatMap(([what, measured]) => {
    const before = baseline.ratios[what]
    return before === undefined ? [] : [atMost(`${what}, against the baseline`, measured, before * tolerance)]
  })
}

/** Runs one benchmark and keeps its report under `.cache/bench`. */
export async function runBenchmark(
  name: string,
  asked: Pick<BenchContext, 'rounds' | 'long' | 'seed' | 'minutes'>,
): Promise<BenchReport> {
  const module: BenchModule = await import(join(root, 'bench', `${name}${ending}`))
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-'))
  try {
    const outcome = await module.run({ ...asked, folder, now: () => performance.now(), note: printError })
    const gates = [...outcome.gates, ...regressions(name, outcome.ratios)]
    const report = { name: module.name, date: new Date().toISOString(), machine: machine(), ...outcome, gates }
    const file = join(root, '.cache/bench', `${name}.json`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`)
    return report
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
