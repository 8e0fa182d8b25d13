import { useMemo, useState } from 'react'
import type { ChangedFile, DiffSince, ThreadDiff } from '../../../../shared/contract/channels/review.ts'
import type { Thread } from '../../../../shared/domain/thread/state.ts'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import { orderFiles } from '../files/file-order.ts'
import { Answers } from './answers.ts'
import { useAnswer } from './use-answer.ts'

export interface Changes {
  readonly files: readonly ChangedFile[]
  readonly since: DiffSince
  readonly from: string | null
  readonly to: string | null
}

export interface ChangesAnswer {
  /** Those of the checkpoint before stay until the newer ones have come. */
  readonly changes: Changes | null
  readonly failure: Failure | null
  retry(): void
}

const lists = new Answers<ThreadDiff>(20)

export function sinceKey(since: DiffSince): string {
  return since.kind === 'checkpoint' ? since.commit : since.kind
}

/** The files that the thread's newest checkpoint changes; their patches are asked for one by one. */
export function useChanges(thread: Thread, since: DiffSince): ChangesAnswer {
  const { id, checkpoint, turnFrom } = thread
  const key = checkpoint === null ? null : [id, checkpoint.commit, turnFrom, sinceKey(since)].join('|')
  const call = { thread: id, since, maxBytes: 1 }
  const { value, failure, retry } = useAnswer({ answers: lists, key, call: (api) => api.review.diff(call) })
  const scope = `${id}|${sinceKey(since)}`
  const fresh = useMemo(() => (value === null ? null : changesOf(value, since)), [value, since])
  const [last, setLast] = useState<{ readonly scope: string; readonly changes: Changes } | null>(null)
  if (fresh !== null && last?.changes !== fresh) setLast({ scope, changes: fresh })
  const earlier = last !== null && last.scope === scope ? last.changes : null
  return { changes: key === null ? nothing(since) : (fresh ?? earlier), failure, retry }
}

function changesOf({ files, from, to }: ThreadDiff, since: DiffSince): Changes {
  return { files: orderFiles(files), since, from, to }
}

const none = new Map<string, Changes>()

/** Always the same for the same beginning, so that nothing renders for it. */
function nothing(since: DiffSince): Changes {
  const key = sinceKey(since)
  const known = none.get(key) ?? { files: [], since, from: null, to: null }
  none.set(key, known)
  return known
}
