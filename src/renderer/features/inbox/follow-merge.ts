import type { Thread } from '../../../shared/domain/thread/state.ts'
import { sendCommand } from '../../client/commands.ts'
import { type HostState, useHost } from '../../client/store.ts'
import { undoMerge } from '../../client/thread-verbs.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { notify, notifyRefused } from '../../ui/toaster.tsx'

/** Says when a merge that was asked for is done, with a way back; a refused one comes back to the inbox by itself. */
export function followMerge({ id, title }: Thread, landing: string): void {
  const look = ({ model }: HostState) => {
    const state = model.thread.get(id)?.state
    if (state?.kind === 'landing' && state.landing === landing) return
    stop()
    const done = model.landing.get(landing)
    if (state?.kind !== 'landed' || state.landing !== landing || done === undefined) return
    const undo = async () => {
      const refused = await sendCommand(undoMerge(done).command())
      if (refused !== null) notifyRefused(refused)
    }
    notify({
      text: `Merged ${visibleLine(title)} into ${visibleLine(done.into)}`,
      action: { title: 'Undo merge', run: undo },
    })
  }
  const stop = useHost.subscribe(look)
}
