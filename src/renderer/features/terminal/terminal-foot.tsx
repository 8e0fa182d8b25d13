import type { ReactNode } from 'react'
import { useKept } from '../../client/kept.ts'
import { useHost } from '../../client/store.ts'
import { Button } from '../../ui/button.tsx'
import { Switch } from '../../ui/checkbox.tsx'
import { leaveKeys } from './terminal-keys.ts'
import { endWords, type TabState } from './terminal-list.ts'

export interface TerminalFootProps {
  readonly name: string
  readonly state: TabState
  readonly onNew: () => void
  readonly onClose: () => void
}

export function useScreenReader(): [boolean, (on: boolean) => void] {
  return useKept<boolean>('terminal.screen-reader', false)
}

/** How the terminal in sight stands, and what can be done with it. */
export function TerminalFoot({ name, state, onNew, onClose }: TerminalFootProps) {
  const online = useHost((host) => host.api !== null)
  const [screenReader, setScreenReader] = useScreenReader()
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-2.5 py-1 text-12 text-muted">
      <p role="status" data-part="terminal-state" className="min-w-0 flex-1 basis-52">
        {online ? stateWords(state) : 'Not connected: nothing can be typed until the host answers.'}
      </p>
      <Switch label="Screen reader" checked={screenReader} onChange={setScreenReader} className="text-12" />
      <div className="ml-auto flex gap-1.5">
        <Button size="small" kind="quiet" onClick={onClose} aria-label={`Close ${name}`} tip="Ends what runs in it">
          Close
        </Button>
        <Button size="small" onClick={onNew}>
          New terminal
        </Button>
      </div>
    </div>
  )
}

function stateWords(state: TabState): ReactNode {
  switch (state.kind) {
    case 'new':
      return 'Opening a shell'
    case 'running':
      return `${leaveKeys} leaves the terminal.`
    case 'ended':
      return endWords(state)
    case 'gone':
      return 'The host has started anew, which ended this shell.'
    case 'refused':
      return 'No shell was opened.'
  }
}
