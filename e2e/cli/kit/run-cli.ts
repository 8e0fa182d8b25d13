import { spawn } from 'node:child_process'
import { patienceMs } from './until.ts'

export interface CliCall {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly environment: Readonly<Record<string, string>>
  readonly input?: string | undefined
  /** Longer for a command that waits for much work. */
  readonly patienceMs?: number | undefined
}

export interface CliResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs one command line to its end. One that doesn't end is killed and has no code. */
export function runCli(call: CliCall): Promise<CliResult> {
  const child = spawn(process.execPath, [call.file, ...call.args], { cwd: call.cwd, env: call.environment })
  const timer = setTimeout(() => child.kill('SIGKILL'), call.patienceMs ?? patienceMs)
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output.stdout += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output.stderr += chunk
  })
  child.stdin.end(call.input ?? '')
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code, ...output })
    })
  })
}
