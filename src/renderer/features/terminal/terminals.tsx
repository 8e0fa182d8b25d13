import { lazy, Suspense, useRef } from 'react'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { TerminalFoot, useScreenReader } from './terminal-foot.tsx'
import { endWords, type TabState, tabTitles } from './terminal-list.ts'
import { useTerminals } from './use-terminals.ts'

const TerminalScreen = lazy(async () => ({ default: (await import('./terminal-screen.tsx')).TerminalScreen }))

/** The terminals of a thread that has a worktree. */
export function Terminals({ thread }: { readonly thread: string }) {
  const terminals = useTerminals(thread)
  const { tabs, selected, failure } = terminals
  const [screenReader] = useScreenReader()
  const root = useRef<HTMLDivElement>(null)
  const titles = tabTitles(tabs ?? [])
  const inSight = tabs?.find((tab) => tab.terminal === selected)
  const nameOf = (terminal: string) => titles[tabs?.findIndex((tab) => tab.terminal === terminal) ?? -1] ?? ''
  const leave = () => root.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus()
  const told = (terminal: string) => (state: TabState, title?: string) => {
    terminals.update(terminal, state, title)
    if (state.kind === 'ended') announce(`${nameOf(terminal)}: ${endWords(state)}`)
  }
  return (
    <div ref={root} className="flex h-full min-h-0 flex-col">
      {failure !== null && <FailureNote failure={failure} className="m-2.5" />}
      {tabs === null && failure === null && <QuietLoading text="Looking for open terminals" className="p-4" />}
      {tabs?.length === 0 && (
        <EmptyState text="A terminal is your own shell in this thread’s worktree. None is open.">
          <Button kind="main" onClick={terminals.add}>
            New terminal
          </Button>
        </EmptyState>
      )}
      {tabs !== null && selected !== null && inSight !== undefined && (
        <>
          <Tabs
            label="Terminals"
            value={selected}
            items={tabs.map((tab, at) => ({ value: tab.terminal, title: titles[at] ?? '' }))}
            onChange={terminals.select}
            className="flex-1"
          >
            {tabs.map(({ terminal, state }) => (
              <TabPanel key={terminal} value={terminal} keep className="overflow-hidden">
                {state.kind === 'refused' ? (
                  <FailureNote failure={state.failure} className="m-4" />
                ) : (
                  <Suspense fallback={<QuietLoading text="Opening the terminal" className="p-4" />}>
                    <TerminalScreen
                      thread={thread}
                      terminal={terminal}
                      name={nameOf(terminal)}
                      joined={state.kind !== 'new'}
                      shown={terminal === selected}
                      wanted={terminal === terminals.wanted}
                      screenReader={screenReader}
                      onState={told(terminal)}
                      onRefused={terminals.refuse}
                      onLeave={leave}
                    />
                  </Suspense>
                )}
              </TabPanel>
            ))}
          </Tabs>
          <TerminalFoot
            name={nameOf(selected)}
            state={inSight.state}
            onNew={terminals.add}
            onClose={() => terminals.close(selected)}
          />
        </>
      )}
    </div>
  )
}
