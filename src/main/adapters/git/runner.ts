import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { GitFailure } from '../../ports/git.ts'
import type { ManagedProcess, ProcessPort } from '../../ports/process.ts'
import { createBudget, type Priority } from './budget.ts'
import { callEnvironment, type GitInvocation } from './environment.ts'
import { gitEnded, gitSpawnFailed, gitTooLong } from './failures.ts'

export interface GitCall extends GitInvocation {
  /** Where git runs; the work tree, else the git directory, when absent. */
  readonly cwd?: string
  readonly input?: string | Buffer
  /** Defaults to interactive. */
  readonly priority?: Priority
  /** Exit codes that are an answer rather than a failure; [0] when absent. */
  readonly expectedExitCodes?: readonly number[]
  /** Standard output beyond this is not read: git is ended and `truncated` set. */
  readonly maxBytes?: number
  /** Ends it earlier than every git is, in milliseconds. */
  readonly limitMs?: number
}

export interface GitOutput {
  readonly code: number
  readonly stdout: Buffer
  readonly stderr: string
  readonly truncated: boolean
}

export interface GitRunner {
  run(call: GitCall): Promise<Result<GitOutput, GitFailure>>
  /** Starts a long-lived git outside the budget; whoever opens it ends it. */
  open(call: GitCall): Promise<Result<ManagedProcess, GitFailure>>
}

export interface GitRunnerOptions {
  readonly processes: ProcessPort
  /** Absolute path of git, or a name looked up in the environment's PATH. */
  readonly gitFile: string
  readonly homeFolder: string
  readonly environment: Readonly<Record<string, string>>
  /** How many gits run at once on this host; 4 when absent. */
  readonly concurrency?: number
  /** Ends a git that hangs, as on a dead network file system, so that it doesn't block all others; none when absent. */
  readonly timeLimit?: { readonly clock: Clock; readonly ms: number }
}

const STDERR_LIMIT = 65_536
const TERMINATE_GRACE_MS = 500

/** The one place where git is started: argument arrays, clean environment, our configuration, a host-wide budget. */
export function createGitRunner(options: GitRunnerOptions): GitRunner {
  const budget = createBudget(options.concurrency ?? 4)
  const open = (call: GitCall) => openGit(options, call)
  return {
    open,
    run: (call) => budget.use(call.priority ?? 'interactive', () => runGit(open, call, options.timeLimit)),
  }
}

async function openGit(options: GitRunnerOptions, call: GitCall): Promise<Result<ManagedProcess, GitFailure>> {
  const cwd = call.cwd ?? call.workTree ?? call.gitDirectory ?? '/'
  const spawned = await options.processes.spawn({
    file: options.gitFile,
    args: call.args,
    cwd,
    env: callEnvironment(call, options),
  })
  return spawned.ok ? spawned : err(await gitSpawnFailed(spawned.error, cwd))
}

type Open = GitRunner['open']

async function runGit(
  open: Open,
  call: GitCall,
  timeLimit: GitRunnerOptions['timeLimit'],
): Promise<Result<GitOutput, GitFailure>> {
  const opened = await open(call)
  if (!opened.ok) return opened
  const running = opened.value
  let late = false
  const limitMs = Math.min(call.limitMs ?? Number.POSITIVE_INFINITY, timeLimit?.ms ?? 0)
  const cancel = timeLimit?.clock.after(limitMs, () => {
    late = true
    void running.terminate(TERMINATE_GRACE_MS)
  })
  const stdout = collect(running.stdout, call.maxBytes ?? Number.POSITIVE_INFINITY, () => {
    void running.terminate(TERMINATE_GRACE_MS)
  })
  const stderr = collect(running.stderr, STDERR_LIMIT, () => undefined)
  // Git may end without reading its input; its exit code tells, a broken pipe adds nothing.
  running.stdin.on('error', () => undefined)
  running.stdin.end(call.input ?? '')
  const [status, output, diagnostics] = await Promise.all([running.exited, stdout, stderr])
  cancel?.()
  if (late) return err(gitTooLong(call.args, limitMs))
  const text = diagnostics.bytes.toString('utf8')
  if (output.truncated) return ok({ code: 0, stdout: output.bytes, stderr: text, truncated: true })
  const expected = call.expectedExitCodes ?? [0]
  if (status.code === null || !expected.includes(status.code)) return err(gitEnded(call.args, status, text))
  return ok({ code: status.code, stdout: output.bytes, stderr: text, truncated: false })
}

interface Collected {
  readonly bytes: Buffer
  readonly truncated: boolean
}

async function collect(stream: Readable, limit: number, onLimit: () => void): Promise<Collected> {
  const chunks: Buffer[] = []
  let size = 0
  let truncated = false
  stream.on('data', (chunk: Buffer) => {
    if (truncated) return
    chunks.push(chunk)
    size += chunk.length
    if (size <= limit) return
    truncated = true
    onLimit()
  })
  // A pipe that breaks ends the output; whether that matters is the exit code's to say.
  await finished(stream, { writable: false }).catch(() => undefined)
  const bytes = Buffer.concat(chunks)
  return { bytes: truncated ? bytes.subarray(0, limit) : bytes, truncated }
}
