import { useRef, useState } from 'react'
import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'
import type { Landing } from '../../../../shared/domain/landing/state.ts'
import type { Thread } from '../../../../shared/domain/thread/state.ts'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import type { PromptId, ThreadId } from '../../../../shared/kernel/ids.ts'
import { sendCommand } from '../../../client/commands.ts'
import { useWhyNot } from '../../../client/model-hooks.ts'
import { navigate } from '../../../client/navigation.ts'
import { takeOutOfTrash } from '../../../client/take-out-of-trash.ts'
import { discard, merge, restore, undoMerge, type Verb } from '../../../client/thread-verbs.ts'
import { newId } from '../../../lib/new-id.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import type { Action } from '../../../ui/actions/action.ts'
import { announce } from '../../../ui/announce.tsx'
import { notify } from '../../../ui/toaster.tsx'
import type { Placement } from '../comments/place-comment.ts'
import { requestText } from '../comments/request-text.ts'
import { type ReviewComment, toSend } from '../comments/review-comment.ts'
import type { CommentActions } from '../comments/use-comments.ts'
import { repairableOf, repairText } from './repair.ts'

export interface DecisionFacts {
  readonly thread: Thread
  readonly landing: Landing | undefined
  readonly comments: readonly ReviewComment[]
  readonly commentActions: CommentActions
  readonly placements: ReadonlyMap<string, Placement>
  readonly note: string
  readonly onNote: (note: string) => void
  /** The request was taken: this note is said, and this checkpoint was reviewed. */
  readonly onRequested: (checkpoint: string | null, note: string) => void
  readonly into: string | null
  readonly message: string
}

export interface Decisions {
  readonly request: Action
  readonly merge: Action
  /** Writes a note that asks the agent to settle what the merge was refused for; null where that can't help. */
  readonly repair: Action | null
  readonly discard: Action
  readonly restore: Action
  readonly undo: Action | null
  /** Why the host refused the last thing that was asked for. */
  readonly refused: Failure | null
}

/** What a reviewer can decide, and what came of asking for it. */
export function useDecisions(facts: DecisionFacts): Decisions {
  const { thread, landing, comments, note } = facts
  const [refused, setRefused] = useState<Failure | null>(null)
  const send = async (command: PublicCommand): Promise<boolean> => {
    setRefused(null)
    const failure = await sendCommand(command)
    setRefused(failure)
    return failure === null
  }
  const sending = toSend(comments)
  const requesting = useRef(false)
  const perform = async (verb: Verb) => {
    if (!(await send(verb.command()))) return
    const said = visibleLine(verb.done)
    if (verb.id !== 'discard') announce(said)
    else notify({ text: said, action: { title: 'Undo', run: async () => setRefused(await takeOutOfTrash(thread)) } })
  }
  const request = async () => {
    const attempt = newId()
    const lapsed = new Set(sending.filter(({ id }) => facts.placements.get(id)?.kind === 'lapsed').map(({ id }) => id))
    const command = promptOf(thread.id, attempt, requestText({ note, comments: sending, lapsed }))
    const landed = thread.state.kind === 'landed'
    if (!(await send(command))) return
    const checkpoint = thread.checkpoint?.commit ?? null
    facts.commentActions.markSent(new Set(sending.map(({ id }) => id)), {
      at: Date.now(),
      checkpoint: checkpoint ?? '',
    })
    facts.onRequested(checkpoint, note)
    announce(`Sent to ${visibleLine(thread.title)}`)
    if (landed) navigate({ screen: 'board', scope: { kind: 'all' }, thread: attempt, tab: 'conversation' })
  }
  const merging = merge(thread, { ...(facts.into === null ? {} : { into: facts.into }), message: facts.message })
  const undoing = landing === undefined || thread.state.kind !== 'landed' ? null : undoMerge(landing)
  const whyRequest = useWhyNot(promptOf(thread.id, probe, 'x'))
  const whyMerge = useWhyNot(probed(merging.command()))
  const whyDiscard = useWhyNot(discard(thread).command())
  const whyRestore = useWhyNot(restore(thread).command())
  const whyUndo = useWhyNot(undoing === null ? null : undoing.command())
  const repairable = repairableOf(thread, landing)
  const empty = sending.length === 0 && note.trim() === ''
  return {
    request: {
      id: 'review.request',
      title: sending.length === 0 ? 'Request changes' : `Request changes (${sending.length})`,
      section: 'Review',
      blocked: empty ? 'Write a comment on a line, or a note about the whole, first.' : whyRequest,
      run: () => once(requesting, request),
    },
    merge: { ...action('merge', merging.title, whyMerge), run: () => perform(merging) },
    repair:
      repairable === null
        ? null
        : {
            ...action('repair', 'Ask the agent to fix it', null),
            run: () => facts.onNote(repairText(repairable, landing?.into ?? '')),
          },
    discard: { ...action('discard', 'Discard', whyDiscard), keys: 'x', run: () => perform(discard(thread)) },
    restore: { ...action('restore', 'Restore', whyRestore), run: () => perform(restore(thread)) },
    undo: undoing === null ? null : { ...action('undo', 'Undo merge', whyUndo), run: () => perform(undoing) },
    refused,
  }
}

/** Leaves out a press that comes before the last one was answered: it would send the same again. */
async function once(busy: { current: boolean }, act: () => Promise<void>): Promise<void> {
  if (busy.current) return
  busy.current = true
  try {
    await act()
  } finally {
    busy.current = false
  }
}

/** Stands for an id where it is only asked whether a command would be taken. */
const probe = 'probe'

function probed(command: PublicCommand): PublicCommand {
  return command.type === 'thread.land' ? { ...command, payload: { ...command.payload, landing: probe } } : command
}

function action(id: string, title: string, blocked: Failure | null): Omit<Action, 'run'> {
  return { id: `review.${id}`, title, section: 'Review', blocked }
}

function promptOf(thread: ThreadId, attempt: string, text: string): PublicCommand {
  const prompt = attempt === probe ? (probe as PromptId) : newId()
  return {
    type: 'thread.prompt',
    payload: { thread, prompt, attempt, blocks: [{ kind: 'text', text, origin: 'person' }] },
  }
}
