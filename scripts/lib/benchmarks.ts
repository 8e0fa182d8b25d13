import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, release, tmpdir, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import type { BenchModule, Outcome } from '../../bench/benchmark.ts'
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

/** Runs one benchmark and keeps its report under `.cache/bench`. */
export async function runBenchmark(name: string, rounds: number): Promise<BenchReport> {
  const module: BenchModule = await import(join(root, 'bench', `${name}${ending}`))
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-'))
  try {
    const outcome = await module.run({ rounds, folder, now: () => performance.now(), note: printError })
    const report = { name: module.name, date: new Date().toISOString(), machine: machine(), ...outcome }
    const file = join(root, '.cache/bench', `${name}.json`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`)
    return report
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
