import { parseArgs } from 'node:util'
import { type BenchReport, benchmarkNames, runBenchmark } from './lib/benchmarks.ts'
import { fullBuild, isBuilt } from './lib/full-build.ts'
import { print, printError } from './lib/print.ts'
import { root } from './lib/root.ts'
import { formatTable } from './lib/table.ts'

function show(report: BenchReport): void {
  print(`${report.name} (${report.machine.processors} processors, Node ${report.machine.node})`)
  print(formatTable(report.rows))
  for (const gate of report.gates) {
    print(`${gate.passed ? 'ok    ' : 'FAILED'} ${gate.name}: ${gate.measured.toPrecision(4)}, limit ${gate.limit}`)
  }
}

async function main(): Promise<number> {
  const options = {
    json: { type: 'boolean' },
    long: { type: 'boolean', default: false },
    minutes: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    seed: { type: 'string' },
  } as const
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const known = benchmarkNames()
  const unknown = positionals.filter((name) => !known.includes(name))
  const rounds = Number(values.rounds)
  const seed = values.seed === undefined ? null : Number(values.seed)
  const minutes = values.minutes === undefined ? null : Number(values.minutes)
  const wrong = !(rounds >= 1) || Number.isNaN(seed) || (minutes !== null && !(minutes > 0))
  if (positionals.length === 0 || unknown.length > 0 || wrong) {
    printError(
      `usage: npm run bench -- NAME... [--rounds N] [--seed N] [--minutes N] [--long] [--json]; names: ${known.join(', ') || 'none yet'}`,
    )
    return 2
  }
  if (!isBuilt(root)) await fullBuild(root)
  let passed = true
  for (const name of positionals) {
    const report = await runBenchmark(name, { rounds, long: values.long, seed, minutes })
    if (values.json) print(JSON.stringify(report))
    else show(report)
    passed &&= report.gates.every((gate) => gate.passed)
  }
  return passed ? 0 : 1
}

process.exitCode = await main()
