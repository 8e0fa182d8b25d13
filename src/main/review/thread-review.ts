import type { DiffSince, FileContent, ThreadDiff } from '../../shared/contract/channels/review.ts'
import type { Model } from '../../shared/domain/model.ts'
import { fileSizeLimit } from '../../shared/domain/thread/file-limits.ts'
import { turnStart } from '../../shared/domain/thread/queries.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import { placeOf, type ThreadPlace } from '../../shared/domain/worktree/queries.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { GitPort } from '../ports/git.ts'

interface DiffRequest {
  readonly thread: ThreadId
  readonly since: DiffSince
  readonly path: string | undefined
  readonly maxBytes: number
}

interface FileRequest {
  readonly thread: ThreadId
  readonly since: DiffSince
  readonly side: 'before' | 'after'
  readonly path: string
}

interface Compared {
  readonly place: ThreadPlace
  /** Null for nothing: an unborn branch. */
  readonly from: string | null
  readonly to: string
}

/** What the newest checkpoint of a thread changes against where it started, or since a later point of its. */
export async function threadDiff(
  git: GitPort,
  model: Model,
  request: DiffRequest,
): Promise<Result<ThreadDiff, Failure>> {
  const compared = await compare(git, model, request)
  if (!compared.ok) return compared
  if (compared.value === null) return ok({ files: [], patch: '', truncated: false, from: null, to: null })
  const { place, from, to } = compared.value
  const { path, maxBytes } = request
  return git.diff(place, { from, to, maxBytes, ...(path === undefined ? {} : { path }) })
}

/** One file on one side of that comparison. A renamed one is asked for by the name it has on that side. */
export async function threadFile(
  git: GitPort,
  model: Model,
  request: FileRequest,
): Promise<Result<FileContent, Failure>> {
  const compared = await compare(git, model, request)
  if (!compared.ok) return compared
  if (compared.value === null) return ok({ kind: 'absent' })
  const { place, from, to } = compared.value
  const commit = request.side === 'before' ? from : to
  return git.readFile(place, { commit, path: request.path, maxBytes: fileSizeLimit })
}

type Asked = Pick<DiffRequest, 'thread' | 'since'>

/** Null where no checkpoint was made yet. */
async function compare(git: GitPort, model: Model, asked: Asked): Promise<Result<Compared | null, Failure>> {
  const thread = model.thread.get(asked.thread)
  if (thread === undefined) return err(threadUnknown(asked.thread))
  const place = placeOf(model, thread.id)
  if (place === undefined || thread.checkpoint === null) return ok(null)
  const to = thread.checkpoint.commit
  switch (asked.since.kind) {
    case 'base':
      return ok({ place, from: thread.base.commit, to })
    case 'turn':
      return ok({ place, from: turnStart(thread), to })
    case 'checkpoint': {
      const { commit } = asked.since
      if (commit === to || commit === thread.base.commit) return ok({ place, from: commit, to })
      const own = await git.checkpoints(place, to)
      if (!own.ok) return own
      return own.value.includes(commit) ? ok({ place, from: commit, to }) : err(notItsOwn(thread, commit))
    }
  }
}

function threadUnknown(thread: ThreadId): Failure {
  return failure('thread-unknown', `There is no thread ${thread}.`, 'List the threads to see their ids.')
}

function notItsOwn(thread: Thread, commit: string): Failure {
  return failure('checkpoint-unknown', `${thread.title} has no checkpoint ${commit.slice(0, 12)}.`, {
    remedy: 'Compare with its base, or with the last turn.',
    facts: { commit },
  })
}
