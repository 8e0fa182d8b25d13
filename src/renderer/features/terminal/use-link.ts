import { useEffect, useRef, useState } from 'react'
import { ask } from '../../client/ask.ts'
import { useHost } from '../../client/store.ts'
import { connectTerminal, type TerminalLink } from './connect-terminal.ts'
import type { Screen, ScreenSize } from './screen.ts'

/** A border that is dragged changes the size often, and every change makes programs draw anew. In ms. */
const settlesMs = 100

export interface LinkOptions extends Pick<TerminalLink, 'thread' | 'terminal' | 'tell'> {
  readonly screen: Screen | null
  readonly size: ScreenSize | null
  /** The host has it already. */
  readonly joined: boolean
}

/** Ties a screen to the host's terminal, again after every broken line. */
export function useLink({ thread, terminal, tell, screen, size, joined }: LinkOptions): void {
  const api = useHost((state) => state.api)
  const [progress] = useState(() => ({ position: 0, opened: joined }))
  const latest = useRef({ size, tell })
  useEffect(() => {
    latest.current = { size, tell }
  })
  const measured = size !== null
  useEffect(() => {
    const { size: at } = latest.current
    if (api === null || screen === null || !measured || at === null) return
    const abort = new AbortController()
    const say: TerminalLink['tell'] = (state, title) => latest.current.tell(state, title)
    void connectTerminal(api, { thread, terminal, screen, progress, size: at, tell: say, signal: abort.signal })
    return () => abort.abort()
  }, [api, screen, measured, thread, terminal, progress])
  useEffect(() => {
    if (size === null) return
    const timer = setTimeout(() => {
      if (progress.opened) void ask((host) => host.terminal.resize({ terminal, ...size }))
    }, settlesMs)
    return () => clearTimeout(timer)
  }, [size, terminal, progress])
}
