import { useEffect, useEffectEvent, useState } from 'react'
import type { Thread } from '../../../../shared/domain/thread/state.ts'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import { sendCommand, whyNot } from '../../../client/commands.ts'
import { useKept } from '../../../client/kept.ts'
import { keptValues } from '../../../client/kept-host.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { announce } from '../../../ui/announce.tsx'
import { afterSave, draftOf, type EditDraft, type EditDrafts, withDraft } from './drafts.ts'

const none: EditDrafts = {}

export interface Edit {
  readonly draft: EditDraft | null
  keep(draft: EditDraft | null): void
  /** A text is with the host, and what came of it isn't known yet. */
  readonly saving: boolean
  readonly refused: Failure | null
  /** Sends the draft as it is at this moment, if there is one. */
  save(): Promise<void>
  /** Why nothing could be saved now. */
  readonly blocked: Failure | null
}

/** A person's own change to one file of a thread. The draft goes only once the host has written it. */
export function useEdit(thread: Thread, path: string): Edit {
  const key = `review.edits.${thread.id}`
  const [drafts, keepDrafts] = useKept<EditDrafts>(key, none)
  const [sent, setSent] = useState<{ readonly text: string; readonly before: Thread['edit'] } | null>(null)
  const [refused, setRefused] = useState<Failure | null>(null)
  // Those of now, also for an Undo after the editor has gone.
  const present = () => (keptValues.get(key) as EditDrafts | undefined) ?? none
  const keep = (draft: EditDraft | null) => keepDrafts(withDraft(present(), path, draft))
  const settle = useEffectEvent((edit: Thread['edit'], state: Thread['state']) => {
    if (sent === null || edit === undefined || edit === sent.before || edit.path !== path) return
    if (edit.refused !== null) setRefused(edit.refused)
    else if (state.kind === 'verifying') return
    else {
      keep(afterSave(draftOf(present(), path), { text: sent.text, blob: edit.blob }))
      announce(`Saved ${visibleLine(path)}`)
    }
    setSent(null)
  })
  useEffect(() => settle(thread.edit, thread.state), [thread.edit, thread.state])
  const save = async () => {
    const latest = draftOf(present(), path)
    if (latest === null) return
    const { text, replaces } = latest
    setRefused(null)
    setSent({ text, before: thread.edit })
    const failure = await sendCommand({ type: 'thread.edit', payload: { thread: thread.id, path, text, replaces } })
    if (failure === null) return
    setRefused(failure)
    setSent(null)
  }
  const blocked = whyNot({ type: 'thread.edit', payload: { thread: thread.id, path, text: '', replaces: null } })
  return { draft: draftOf(drafts, path), keep, saving: sent !== null, refused, save, blocked }
}
