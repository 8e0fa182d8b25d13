import { Notification } from 'electron'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import type { Clock } from '../../ports/clock.ts'
import { coalesceNotices, type Notice } from '../../supervision/notices.ts'
import { visible } from '../answers/output.ts'

/** Notices that come within this time, in milliseconds, are looked at together. */
const gatherMs = 1000
const longestBody = 200
/** Notices that may be clicked later; the system drops those that nothing holds. */
const heldNotices = 20

export interface NotifierOptions {
  readonly clock: Clock
  readonly icon: string
  /** Whether the person looks at a window anyway. */
  readonly watched: () => boolean
  /** A notice was clicked; null stands for several threads. */
  readonly open: (thread: ThreadId | null) => void
}

/** Shows notices as the system does. They only ever lead to a window: nothing is answered or allowed from one. */
export class Notifier {
  readonly #options: NotifierOptions
  #waiting: Notice[] = []
  #shown: Notification[] = []
  #cancel: (() => void) | null = null

  constructor(options: NotifierOptions) {
    this.#options = options
  }

  take(notices: readonly Notice[]): void {
    if (notices.length === 0 || this.#options.watched()) return
    this.#waiting.push(...notices)
    this.#cancel ??= this.#options.clock.after(gatherMs, () => this.#show())
  }

  close(): void {
    this.#cancel?.()
    this.#waiting = []
    for (const shown of this.#shown.splice(0)) shown.close()
  }

  #show(): void {
    this.#cancel = null
    const notices = coalesceNotices(this.#waiting)
    this.#waiting = []
    if (!Notification.isSupported() || this.#options.watched()) return
    for (const notice of notices) this.#showOne(notice)
  }

  #showOne({ body, kind, thread, title }: Notice): void {
    const shown = new Notification({
      title: plain(title),
      body: plain(body).slice(0, longestBody),
      icon: this.#options.icon,
      silent: kind !== 'needs-you',
      actions: kind === 'needs-you' ? [{ type: 'button', text: 'Open' }] : [],
    })
    const open = () => this.#options.open(thread)
    shown.on('click', open)
    shown.on('action', open)
    shown.show()
    this.#shown = [...this.#shown, shown].slice(-heldNotices)
  }
}

/** Agents wrote it: some systems would take it for markup, with links and pictures. */
function plain(text: string): string {
  return visible(text).replaceAll('<', '‹').replaceAll('>', '›').replaceAll('&', '＆')
}
