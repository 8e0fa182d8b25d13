import { runChecks } from './lib/checks.ts'
import { fullBuild } from './lib/full-build.ts'
import { formatDuration, print } from './lib/print.ts'
import { root } from './lib/root.ts'
import { type Suite, suites } from './lib/suites.ts'
import { addTallies, noTests, summaryLine, type Tally } from './lib/tally.ts'

/** Milliseconds for everything after the installation. */
const budget = 22 * 60_000
const oneFailure: Tally = { ...noTests, failed: 1 }
const durations: string[] = []

async function timed<T>(name: string, action: () => Promise<T>): Promise<T> {
  print(`\n== ${name}`)
  const begun = performance.now()
  const result = await action()
  durations.push(`${name} ${formatDuration(performance.now() - begun)}`)
  return result
}

async function buildAll(): Promise<boolean> {
  try {
    await fullBuild(root)
    return true
  } catch (error) {
    print(`FAILED build: ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

async function runSuite(suite: Suite, built: boolean): Promise<Tally> {
  const left = budget - performance.now()
  if (suite.needsBuild && !built) print(`${suite.name}: not run, because the build failed`)
  else if (left < 1000) print(`${suite.name}: not run, because the time for all suites is used up`)
  else return suite.run(Math.min(suite.limit, left))
  return oneFailure
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name))
const tallies: Tally[] = unknown.map((name) => {
  print(`there is no suite named ${name}: ${suites.map((suite) => suite.name).join(', ')}`)
  return oneFailure
})

const built = await timed('build', buildAll)
if (!built) tallies.push(oneFailure)
if (wanted.length === 0 && !(await timed('check', runChecks))) tallies.push(oneFailure)
for (const suite of suites.filter((one) => wanted.length === 0 || wanted.includes(one.name))) {
  tallies.push(await timed(suite.name, () => runSuite(suite, built)))
}

const total = addTallies(tallies)
print()
for (const test of total.skipped) print(`skipped ${test.name}: ${test.reason}`)
print(durations.join(', '))
print(summaryLine(total))
process.exitCode = total.failed === 0 ? 0 : 1
