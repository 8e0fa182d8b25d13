import { useEffect, useRef } from 'react'
import { sendCommand } from '../../client/commands.ts'
import { undoMerge } from '../../client/thread-verbs.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { announce } from '../../ui/announce.tsx'
import { notify, notifyRefused } from '../../ui/toaster.tsx'
import { stateLine, stateLook } from './header/state-look.ts'
import type { Subject } from './use-subject.ts'

/** Says when the state of the thread in sight changes; a merge that came through can be taken back at once. */
export function useStateNews(subject: Subject | null): void {
  const thread = subject?.thread
  const before = useRef(thread?.state.kind)
  const latest = useRef(subject)
  useEffect(() => {
    latest.current = subject
  })
  const kind = thread?.state.kind
  const requests = thread?.requests.length ?? 0
  useEffect(() => {
    const present = latest.current
    const earlier = before.current
    before.current = kind
    if (present === null || earlier === undefined || (earlier === kind && requests === 0)) return
    const { text } = stateLine(present.thread, present.landing)
    const [request] = present.thread.requests
    const asked = request === undefined ? '' : ` asks: ${visibleLine(request.title)}`
    const words = `${visibleLine(present.thread.title)}: ${stateLook(present.thread).name}${asked}${text === '' ? '' : `, ${text}`}`
    if (earlier === 'landing' && kind === 'landed') tellLanded(present)
    else announce(words)
  }, [kind, requests])
}

function tellLanded({ thread, landing }: Subject): void {
  if (landing === undefined) return
  const { title, command } = undoMerge(landing)
  const run = async () => {
    const refused = await sendCommand(command())
    if (refused !== null) notifyRefused(refused)
  }
  notify({ text: `Merged ${visibleLine(thread.title)}`, action: { title, run }, id: `verb.merge.${thread.id}` })
}
