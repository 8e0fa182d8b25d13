import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { GitFailure } from '../../../ports/git.ts'
import { gitEnded } from '../failures.ts'
import type { GitCall, GitOutput, GitRunner } from '../runner.ts'

const graceMs = 500

/** Runs git with a time limit; what is late is ended with everything it started. */
export async function runWithin(
  deps: { readonly runner: GitRunner; readonly clock: Clock },
  call: GitCall,
  limitMs: number,
): Promise<Result<GitOutput, GitFailure> | 'too-late'> {
  const opened = await deps.runner.open(call)
  if (!opened.ok) return opened
  const running = opened.value
  let late: Promise<void> | undefined
  const cancel = deps.clock.after(limitMs, () => {
    late = running.terminate(graceMs)
  })
  const output: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] }
  running.stdout.on('data', (chunk: Buffer) => output.stdout.push(chunk))
  running.stderr.on('data', (chunk: Buffer) => output.stderr.push(chunk))
  // Git may end without reading its input; its exit code tells.
  running.stdin.on('error', () => undefined)
  running.stdin.end(call.input ?? '')
  const status = await running.exited
  cancel()
  if (late !== undefined) {
    await late
    return 'too-late'
  }
  const stderr = Buffer.concat(output.stderr).toString('utf8')
  if (status.code !== 0) return err(gitEnded(call.args, status, stderr))
  return ok({ code: 0, stdout: Buffer.concat(output.stdout), stderr, truncated: false })
}
