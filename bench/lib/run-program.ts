import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface ProgramRun {
  /** File below `bench/programs`, without its ending. */
  readonly program: string
  readonly input: unknown
}

/** Runs one measurement in a process of its own, so that no round inherits another's heap; answers what it printed. */
export async function runProgram<Answer>({ program, input }: ProgramRun): Promise<Answer> {
  const file = fileURLToPath(new URL(`../programs/${program}.ts`, import.meta.url))
  const child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] })
  const printed: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk))
  child.stdin.end(JSON.stringify(input))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`${program} ended with code ${code}`)
  return JSON.parse(Buffer.concat(printed).toString('utf8'))
}
