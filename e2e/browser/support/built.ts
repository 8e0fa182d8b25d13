import { join } from 'node:path'

/** Where the workers of a run learn what to test. */
export const builtVariable = 'SWITCHYARD_TEST_BUILD'

function built(part: string): string {
  const folder = process.env[builtVariable]
  if (folder === undefined) throw new Error('nothing was built for these tests')
  return join(folder, part)
}

export const builtPage = (): string => built('renderer')
export const builtCli = (): string => built('main/cli.js')
