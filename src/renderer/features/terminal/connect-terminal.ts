import { ask, failureOf } from '../../client/ask.ts'
import type { HostApi } from '../../client/host-api.ts'
import { followTerminal } from './follow-terminal.ts'
import type { Screen, ScreenSize } from './screen.ts'
import type { TabState } from './terminal-list.ts'

export interface TerminalLink {
  readonly thread: string
  readonly terminal: string
  readonly screen: Screen
  /** Kept over lines, as is whether the host was asked to open it. */
  readonly progress: { position: number; opened: boolean }
  readonly size: ScreenSize
  readonly tell: (state: TabState, title?: string) => void
  readonly signal: AbortSignal
}

/** Opens the terminal where that wasn't done, and prints what it prints for as long as the line holds. */
export async function connectTerminal(api: HostApi, link: TerminalLink): Promise<void> {
  const { terminal, screen, progress, signal, tell } = link
  if (!(await reach(api, link)) || signal.aborted) return
  screen.setTyping(true)
  try {
    const watch = (after: number) => api.terminal.watch({ terminal, after }, { signal })
    await followTerminal({ watch, cursor: progress, sink: screen, signal })
  } catch (error) {
    const failure = failureOf(error)
    if (!signal.aborted && failure.code === 'terminal-unknown') tell({ kind: 'gone' })
    // A line that broke is followed by another, which goes on from here.
  } finally {
    screen.setTyping(false)
  }
}

/** Whether there is something to follow. */
async function reach(api: HostApi, { thread, terminal, progress, size, tell }: TerminalLink): Promise<boolean> {
  if (progress.opened) {
    await ask(() => api.terminal.resize({ terminal, ...size }))
    return true
  }
  const opened = await ask(() => api.terminal.open({ thread, terminal, ...size }))
  if (opened.ok) {
    progress.opened = true
    tell(opened.value.state, opened.value.title)
    return true
  }
  if (opened.error.code !== 'no-answer' && opened.error.code !== 'not-connected') {
    tell({ kind: 'refused', failure: opened.error })
  }
  return false
}
