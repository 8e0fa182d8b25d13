import { formatDuration, print } from './print.ts'
import { runTool } from './run-tool.ts'

interface Check {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
}

const checks: readonly Check[] = [
  { name: 'lint and format', command: 'biome', args: ['check', '--error-on-warnings', '.'] },
  { name: 'types', command: 'tsc', args: ['-b'] },
  {
    name: 'imports',
    command: 'depcruise',
    args: ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', 'src'],
  },
  { name: 'unused code', command: 'knip', args: ['--no-progress', '--treat-config-hints-as-errors'] },
]

async function runCheck(check: Check): Promise<boolean> {
  const result = await runTool({ command: check.command, args: check.args, limit: 120_000 })
  const passed = result.code === 0
  print(`${passed ? 'ok    ' : 'FAILED'} ${check.name} (${formatDuration(result.duration)})`)
  if (!passed) print(result.output.trimEnd())
  return passed
}

/** Runs every static check side by side, prints each result as it comes, and answers whether all passed. */
export async function runChecks(): Promise<boolean> {
  const results = await Promise.all(checks.map(runCheck))
  return results.every(Boolean)
}
