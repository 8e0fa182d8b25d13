import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { ask } from '../../client/ask.ts'
import { InputQueue } from './input-queue.ts'
import type { TabState } from './terminal-list.ts'
import { useLink } from './use-link.ts'
import { useFit, useScreen, useTheme } from './use-screen.ts'

export interface TerminalScreenProps {
  readonly thread: string
  readonly terminal: string
  readonly name: string
  /** The host has it already. */
  readonly joined: boolean
  readonly shown: boolean
  /** Was asked for by the person just now, who wants to type. */
  readonly wanted: boolean
  readonly screenReader: boolean
  readonly onState: (state: TabState, title?: string) => void
  readonly onRefused: (failure: Failure) => void
  readonly onLeave: () => void
}

/** One terminal: what its shell prints, and where one types. */
export function TerminalScreen(props: TerminalScreenProps) {
  const { thread, terminal, name, shown, wanted, screenReader, onState, onRefused, onLeave } = props
  const element = useRef<HTMLDivElement>(null)
  const [joined] = useState(props.joined)
  const refused = useRef(onRefused)
  useEffect(() => {
    refused.current = onRefused
  })
  const [queue] = useState(
    () =>
      new InputQueue({
        begun: props.joined,
        send: (text) => type(terminal, text),
        refused: (failure) => refused.current(failure),
      }),
  )
  const screen = useScreen(element, {
    joined,
    input: (text) => queue.push(text),
    ended: (end) => onState({ kind: 'ended', ...end }),
    leave: onLeave,
  })
  const size = useFit(element, screen)
  useTheme(screen)
  const tell: typeof onState = (state, title) => {
    if (state.kind === 'running') queue.begin()
    onState(state, title)
  }
  useLink({ thread, terminal, joined, screen, size, tell })
  useEffect(() => screen?.setShown(shown), [screen, shown])
  useEffect(() => screen?.setScreenReader(screenReader), [screen, screenReader])
  useEffect(() => {
    if (wanted && shown) screen?.focus()
  }, [screen, wanted, shown])
  return (
    <section
      aria-label={`Terminal ${name}`}
      data-keys="own"
      data-terminal={terminal}
      // The system's own modifier leads to the page's actions; everything else is the program's, Escape too.
      onKeyDown={(event) => event.metaKey || event.stopPropagation()}
      className="h-full min-h-0 bg-bg pt-1.5 pl-2.5 [font-feature-settings:'calt'_0] [font-variant-ligatures:none]"
    >
      <div ref={element} className="size-full" />
    </section>
  )
}

async function type(terminal: string, text: string): Promise<Failure | null> {
  const written = await ask((api) => api.terminal.write({ terminal, text }))
  return written.ok || written.error.code === 'terminal-ended' ? null : written.error
}
