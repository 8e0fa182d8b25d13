import { useState } from 'react'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import { useWhyNot } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { takeOutOfTrash } from '../../client/take-out-of-trash.ts'
import { discard, keepMerge, merge, undoMerge, type Verb } from '../../client/thread-verbs.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import type { Action } from '../../ui/actions/action.ts'
import { notify, notifyRefused } from '../../ui/toaster.tsx'
import { followMerge } from './follow-merge.ts'
import type { ThreadItem } from './items.ts'
import type { Decide } from './use-decide.ts'

export interface ItemActions {
  readonly open: Action
  readonly review: Action
  readonly merge: Action
  readonly discard: Action
  readonly undo: Action
  /** Settles a refused undo: the merge stays. */
  readonly keep: Action
}

/** What can be done with the thread of an item, each with its reason where it can't. */
export function useItemActions(item: ThreadItem, decide: Decide): ItemActions {
  const { thread, landing } = item
  const board = { screen: 'board', scope: { kind: 'all' }, thread: thread.id, tab: 'conversation' } as const
  const changed = (thread.checkpoint?.files ?? 0) > 0
  return {
    open: { id: 'inbox.open', title: 'Open thread', section: 'Inbox', keys: 'o', run: () => navigate(board) },
    review: {
      id: 'inbox.review',
      title: 'Review',
      section: 'Inbox',
      keys: 'r',
      blocked: changed ? null : 'It has changed nothing.',
      run: () => navigate({ screen: 'review', thread: thread.id }),
    },
    merge: useVerb('m', merge(thread), async (command) => {
      const failure = await decide.send(item, command, 'Merge')
      if (failure === null && command.type === 'thread.land') followMerge(thread, command.payload.landing)
    }),
    discard: useVerb('x', discard(thread), async (command) => {
      const failure = await decide.send(item, command, 'Discarded')
      if (failure !== null) return
      const undo = async () => {
        const refused = await takeOutOfTrash(thread)
        if (refused !== null) notifyRefused(refused)
      }
      notify({ text: `Discarded ${visibleLine(thread.title)}`, action: { title: 'Undo', run: undo } })
    }),
    undo: useVerb('u', landing === undefined ? null : undoMerge(landing), async (command) => {
      await decide.send(item, command, 'Undo asked again')
    }),
    keep: useVerb('p', landing === undefined ? null : keepMerge(landing), async (command) => {
      await decide.send(item, command, 'Kept')
    }),
  }
}

function useVerb(keys: string, verb: Verb | null, run: (command: PublicCommand) => Promise<void>): Action {
  // One command is enough to ask whether it would be taken; each press has one of its own.
  const [probe] = useState(() => verb?.command() ?? null)
  const why = useWhyNot(probe)
  return {
    id: `inbox.${verb?.id ?? 'undo-merge'}`,
    title: verb === null ? 'Undo merge' : visibleLine(verb.title),
    section: 'Inbox',
    keys,
    blocked: verb === null ? 'There is no merge of it.' : why,
    run: () => (verb === null ? undefined : run(verb.command())),
  }
}
