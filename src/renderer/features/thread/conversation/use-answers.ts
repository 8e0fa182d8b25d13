import { useEffect, useMemo, useState } from 'react'
import type { ThreadId } from '../../../../shared/kernel/ids.ts'
import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'
import { ask } from '../../../client/ask.ts'
import { type Answer, answersOf } from './permission-outcome.ts'

const none: ReadonlyMap<string, Answer> = new Map()

/** What was answered to the permissions in a conversation, read again when one more is settled. */
export function useAnswers(thread: string, rows: readonly TranscriptRow[]): ReadonlyMap<string, Answer> {
  const [answers, setAnswers] = useState(none)
  const settled = useMemo(() => rows.filter(isSettled).length, [rows])
  useEffect(() => {
    if (settled === 0) return
    const abort = new AbortController()
    void ask((api) => api.history.events({ thread: thread as ThreadId, limit: 1000 }, { signal: abort.signal })).then(
      (history) => {
        if (history.ok && !abort.signal.aborted) setAnswers(answersOf(history.value.events))
      },
    )
    return () => abort.abort()
  }, [thread, settled])
  return answers
}

function isSettled({ kind, head }: TranscriptRow): boolean {
  return kind === 'permission' && head.state !== 'open'
}
