import { join } from 'node:path'
import type { Proof } from '../../shared/domain/verification/state.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { GitPort, WorktreePlace } from '../ports/git.ts'
import { readGateTimeout } from './project-settings.ts'
import { type GateTools, runGate } from './run-gate.ts'

export interface SubmittedTest {
  /** Whose conversation shows it: the thread that submitted it. */
  readonly thread: ThreadId
  /** Of its entry there; each one needs its own. */
  readonly entry: string
  readonly round: number
  /** Common git directory of the user's repository. */
  readonly repository: string
  /** What it is about. */
  readonly commit: string
  /** Where the work lies, so that what git ignores there is at hand. */
  readonly worktree?: WorktreePlace | undefined
  /** Folder of the project in the repository. */
  readonly prefix: string
  /** Relative to the project. */
  readonly path: string
  readonly content: string
  /** Run in the project's folder; the test failed where it does. */
  readonly command: string
}

const largestBytes = 1024 * 1024

/** Only the scratch copy ever holds the test. */
export async function runSubmittedTest(
  tools: GateTools,
  test: SubmittedTest,
  { name, signal }: { readonly name: string; readonly signal: AbortSignal },
): Promise<Result<Proof, Failure>> {
  const { git, roots } = tools.services
  const { commit, prefix, repository: gitDirectory } = test
  const folder = join(await roots.rootFor(gitDirectory), name)
  const timeoutMs = await readGateTimeout(git, { gitDirectory, commit, prefix })
  const at = { gitDirectory, commit, folder }
  const made = await git.scratchCheckout(test.worktree === undefined ? at : { ...at, ignoredFrom: test.worktree })
  if (!made.ok) return made
  try {
    const written = await write(git, made.value, test)
    if (!written.ok) return written
    const { command, entry, round, thread } = test
    const proof = await runGate(tools, { thread, entry, round, command, place: made.value, prefix, timeoutMs, signal })
    return proof === null ? err(stopped()) : ok(proof)
  } finally {
    await git.removeScratch(folder)
  }
}

async function write(git: GitPort, place: WorktreePlace, test: SubmittedTest): Promise<Result<void, Failure>> {
  const path = test.prefix === '' ? test.path : `${test.prefix}/${test.path}`
  if (Buffer.byteLength(test.content) > largestBytes) {
    const message = `The test has more than ${largestBytes} bytes; it was not run.`
    return err(failure('test-too-large', message, 'Submit a smaller one.'))
  }
  const before = await git.readFile(place, { commit: test.commit, path, maxBytes: largestBytes })
  if (!before.ok) return before
  const blob = await git.storeText(place, test.content)
  if (!blob.ok) return blob
  return git.editFile(place, { path, blob: blob.value, replaces: 'blob' in before.value ? before.value.blob : null })
}

function stopped(): Failure {
  return failure('cancelled', 'The test was stopped before it ended; it says nothing.', 'Submit it again.')
}
