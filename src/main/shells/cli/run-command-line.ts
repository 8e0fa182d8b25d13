import { once } from 'node:events'
import path from 'node:path'
import { CommanderError } from 'commander'
import { createOutput, type Output, visible } from '../answers/output.ts'
import { exitCodes, NotReached, Refused } from '../attach/failure-exit.ts'
import { defaultDataFolder } from '../compose/data-folder.ts'
import { BadPlan } from './bad-plan.ts'
import type { CliContext, CommonOptions } from './context.ts'
import { createProgram } from './program.ts'
import { UsageError } from './usage-error.ts'

// A reader that has seen enough (`| head`) closes the pipe: nothing is wrong, and nothing more to say.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(exitCodes.ok)
})

const streams = {
  out: (text: string) => void process.stdout.write(text),
  error: (text: string) => void process.stderr.write(text),
  drained: async () => {
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
  },
}

function takeSignals(): AbortSignal {
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort())
  return ending.signal
}

/** Runs the command that the arguments name and answers the exit code. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  // Known before the arguments are read, so that even a refusal of them comes as asked.
  let output = createOutput(args.includes('--json'), streams)
  const open = (options: CommonOptions): CliContext => {
    output = createOutput(options.json ?? false, streams)
    const { data } = options
    if (data === '') throw new UsageError('The data folder given with --data is empty.')
    const dataFolder = data === undefined ? defaultDataFolder(process.env, process.platform) : path.resolve(data)
    return { place: { dataFolder, environment: process.env }, output, cwd: process.cwd(), takeSignals }
  }
  try {
    await createProgram(open).parseAsync([...args], { from: 'user' })
    return exitCodes.ok
  } catch (error) {
    if (error instanceof NotReached) output.answer(error.answer, () => visible(error.text()))
    else if (error instanceof BadPlan) return badPlan(error, output)
    else if (error instanceof Refused) output.refusal(error.failure)
    else return usage(error)
    return exitCodes.refused
  }
}

function badPlan({ failure, lines }: BadPlan, output: Output): number {
  if (output.json) output.refusal(failure)
  else streams.error(`${lines.map(visible).join('\n')}\n`)
  return exitCodes.usage
}

function usage(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
  if (!(error instanceof UsageError)) throw error
  streams.error(`${error.message}\n`)
  return exitCodes.usage
}
