import { useState } from 'react'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import { sendCommand, whyNot } from '../../../client/commands.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { navigate } from '../../../client/navigation.ts'
import { takeOutOfTrash } from '../../../client/take-out-of-trash.ts'
import { type Verb, type VerbId, verbsOf } from '../../../client/thread-verbs.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import type { Action } from '../../../ui/actions/action.ts'
import { notify, notifyRefused } from '../../../ui/toaster.tsx'
import type { Subject } from '../use-subject.ts'

const keys: Readonly<Partial<Record<VerbId, string>>> = { interrupt: 'i', merge: 'm', discard: 'x' }

export interface ThreadVerbs {
  readonly actions: readonly Action[]
  readonly failure: Failure | null
  dismiss(): void
}

/** What can be done with the thread as a whole, each with why it can't be done now. */
export function useVerbs(subject: Subject | null): ThreadVerbs {
  const [failure, setFailure] = useState<Failure | null>(null)
  useReasons(subject)
  if (subject === null) return { actions: [], failure: null, dismiss: () => undefined }
  const { thread, landing, live } = subject
  const perform = async (verb: Verb) => {
    setFailure(null)
    const refused = await sendCommand(verb.command())
    if (refused !== null) setFailure(refused)
    else if (verb.id === 'discard') notify({ text: visibleLine(verb.done), action: undo(thread) })
    else notify({ text: visibleLine(verb.done) })
  }
  const verbs = verbsOf(thread, landing).map(
    (verb): Action => ({
      id: `thread.${verb.id}`,
      title: visibleLine(verb.title),
      section: 'Thread',
      keys: keys[verb.id],
      blocked: live ? whyNot(verb.command()) : null,
      run: () => perform(verb),
    }),
  )
  const review: Action = {
    id: 'thread.review',
    title: 'Review',
    section: 'Thread',
    keys: 'r',
    run: () => navigate({ screen: 'review', thread: thread.id }),
  }
  const changed = thread.checkpoint !== null && thread.checkpoint.files > 0
  return { actions: changed ? [review, ...verbs] : verbs, failure, dismiss: () => setFailure(null) }
}

/**
 * Renders again when a reason changes, which anything in the model may bring about, such as another landing; not with
 * every change of the model, whose threads may write without pause.
 */
function useReasons(subject: Subject | null): void {
  useModel(() => {
    if (subject?.live !== true) return []
    return verbsOf(subject.thread, subject.landing).map((verb) => whyNot(verb.command())?.message ?? null)
  })
}

function undo(thread: Subject['thread']) {
  const run = async () => {
    const refused = await takeOutOfTrash(thread)
    if (refused !== null) notifyRefused(refused)
  }
  return { title: 'Undo', run }
}
