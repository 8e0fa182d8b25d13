import type { Thread } from '../../../shared/domain/thread/state.ts'
import { sendCommand } from '../../client/commands.ts'
import { useHost } from '../../client/store.ts'
import { takeOutOfTrash } from '../../client/take-out-of-trash.ts'
import { undoMerge, type Verb } from '../../client/thread-verbs.ts'
import { untilModel } from '../../client/until-model.ts'
import { plural } from '../../lib/format-number.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { notify, notifyRefused } from '../../ui/toaster.tsx'

/** Does it, says that it was done or why not, and offers what takes it back. */
export async function runVerb(verb: Verb, thread: Pick<Thread, 'id' | 'title'>): Promise<void> {
  const refused = await sendCommand(verb.command())
  if (refused !== null) return notifyRefused(refused)
  const text = visibleLine(verb.done)
  if (verb.id === 'discard') notify({ text, action: { title: 'Undo', run: () => restoreAll([thread]) } })
  else notify({ text, id: `verb.${verb.id}.${thread.id}` })
  if (verb.id === 'merge') await offerUndo(thread)
}

/** The same with many threads at once: one notice, and one Undo for all that were discarded. */
export async function runBulk(verbs: readonly { readonly verb: Verb; readonly thread: Thread }[]): Promise<void> {
  const answers = await Promise.all(verbs.map(({ verb }) => sendCommand(verb.command())))
  const refused = answers.find((answer) => answer !== null)
  if (refused !== undefined) notifyRefused(refused)
  const taken = verbs.filter((_, at) => answers[at] === null)
  if (taken.length === 0) return
  const threads = plural(taken.length, 'thread')
  if (taken[0]?.verb.id !== 'discard') return notify({ text: `Asked ${threads} to stop` })
  const undo = () => restoreAll(taken.map(({ thread }) => thread))
  notify({ text: `Discarded ${threads}`, action: { title: 'Undo', run: undo } })
}

async function restoreAll(threads: readonly Pick<Thread, 'id' | 'title'>[]): Promise<void> {
  await Promise.all(
    threads.map(async (thread) => {
      const refused = await takeOutOfTrash(thread)
      if (refused !== null) notifyRefused(refused)
    }),
  )
}

async function offerUndo({ id, title }: Pick<Thread, 'id' | 'title'>): Promise<void> {
  await untilModel((model) => model.thread.get(id)?.state.kind !== 'landing')
  const { model } = useHost.getState()
  const thread = model.thread.get(id)
  if (thread?.state.kind !== 'landed') return
  const landing = model.landing.get(thread.state.landing)
  if (landing === undefined) return
  const action = { title: 'Undo merge', run: () => runVerb(undoMerge(landing), thread) }
  notify({ text: `Merged ${visibleLine(title)} into ${visibleLine(landing.into)}`, action, id: `verb.merge.${id}` })
}
