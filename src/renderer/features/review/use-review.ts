import { useMemo, useState } from 'react'
import { attentionOf } from '../../../shared/domain/attention/attention.ts'
import { newestLanding } from '../../../shared/domain/landing/queries.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { forgetKept, useKept } from '../../client/kept.ts'
import { useModel } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import type { Action } from '../../ui/actions/action.ts'
import { useChanges } from './change/use-changes.ts'
import { unsentOf } from './comments/review-comment.ts'
import { useComments } from './comments/use-comments.ts'
import { usePlacements } from './comments/use-placements.ts'
import { filterFiles } from './files/file-order.ts'
import { useViewed } from './files/use-viewed.ts'
import { useBranches } from './outcome/use-branches.ts'
import { useScope } from './use-scope.ts'

/** Everything that the review of one thread shows and keeps. */
export function useReview(thread: Thread) {
  const scope = useScope(thread)
  const answer = useChanges(thread, scope.since)
  const [marks, setMarks] = useViewed(thread.id)
  const [comments, commentActions] = useComments(thread.id)
  const placements = usePlacements(thread.id, answer.changes, comments)
  const [chosen, setChosen] = useKept<string | null>(`review.file.${thread.id}`, null)
  const noteKey = `review.note.${thread.id}`
  const [note, setNote] = useKept<string>(noteKey, '')
  const [into, setInto] = useKept<string | null>(`review.into.${thread.id}`, null)
  const [message, setMessage] = useKept<string | null>(`review.message.${thread.id}`, null)
  const [filter, setFilter] = useState('')
  const [writing, setWriting] = useState<string | null>(null)
  const branches = useBranches(thread.project)
  const landing = useModel((model) => newestLanding(model, thread.id))
  const all = useMemo(() => answer.changes?.files ?? [], [answer.changes])
  const files = useMemo(() => filterFiles(all, filter), [all, filter])
  const file = all.find(({ path }) => path === chosen) ?? files[0] ?? null
  const unsent = useMemo(() => {
    const counts = new Map<string, number>()
    for (const { path, text } of unsentOf(comments)) {
      if (text.trim() !== '') counts.set(path, (counts.get(path) ?? 0) + 1)
    }
    return counts
  }, [comments])
  return {
    ...{ scope, answer, marks, setMarks, comments, commentActions, placements, setChosen, note, setNote },
    ...{ filter, setFilter, writing, setWriting, branches, landing, all, files, file, unsent },
    /** The agent has this note; what was written since is another one. */
    noteSent: (sent: string) => forgetKept(noteKey, sent),
    into: into ?? thread.into,
    setInto,
    /** An emptied message is the drafted one again. */
    message: message === null ? thread.title : message,
    setMessage,
  }
}

/** What waits for a person besides this thread, most pressing first. */
export function useNext(thread: Thread): Action | null {
  const next = useModel((model) => {
    const item = attentionOf(model).find(
      (one) => one.thread !== thread.id && (one.kind === 'review' || one.kind === 'landing-refused'),
    )
    return item?.thread == null ? undefined : model.thread.get(item.thread)
  })
  if (next === undefined) return null
  return {
    id: 'review.next',
    title: `Next: ${visibleLine(next.title)}`,
    section: 'Review',
    run: () => navigate({ screen: 'review', thread: next.id }, 'replace'),
  }
}
