import { Suspense, useRef, useState } from 'react'
import { peersOf } from '../../../shared/domain/topology/member.ts'
import { useNow } from '../../client/clock.ts'
import { useModel } from '../../client/model-hooks.ts'
import type { ThreadTab } from '../../lib/route.ts'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { ConversationTab } from './conversation-tab.tsx'
import { Header } from './header/header.tsx'
import { Notes } from './header/notes.tsx'
import { useVerbs } from './header/use-verbs.ts'
import type { ThreadSlots } from './slots.ts'
import { useStateNews } from './use-state-news.ts'
import type { Subject } from './use-subject.ts'
import { Why } from './why/why.tsx'

export interface SubjectViewProps extends ThreadSlots {
  readonly tab: ThreadTab
  readonly onTab: (tab: ThreadTab) => void
  readonly subject: Subject
  readonly panel: readonly Action[]
}

const tabs: readonly { readonly value: ThreadTab; readonly title: string }[] = [
  { value: 'conversation', title: 'Conversation' },
  { value: 'changes', title: 'Changes' },
  { value: 'terminal', title: 'Terminal' },
  { value: 'checks', title: 'Checks' },
  { value: 'peers', title: 'Peers' },
  { value: 'why', title: 'Why' },
]

/** A thread that was found: its head, and its tabs. A tab is made when it is first shown, and stays. */
export function SubjectView({ subject, tab, onTab, panel, ...slots }: SubjectViewProps) {
  const { Behind, Changes, Checks, Peers, Permission, Recovery, Terminal } = slots
  const { thread } = subject
  const field = useRef<HTMLTextAreaElement>(null)
  const verbs = useVerbs(subject)
  const now = useNow(60_000)
  const [visited, setVisited] = useState<ReadonlySet<ThreadTab>>(new Set([tab]))
  if (!visited.has(tab)) setVisited(new Set([...visited, tab]))
  useStateNews(subject)
  const going = tabs.map(
    ({ value, title }, at): Action => ({
      id: `thread.tab.${value}`,
      title: `Show ${title.toLowerCase()}`,
      section: 'Thread',
      keys: String(at + 1),
      run: () => onTab(value),
    }),
  )
  useActions([...verbs.actions, ...going])
  const prompt = () => {
    onTab('conversation')
    requestAnimationFrame(() => field.current?.focus())
  }
  const files = thread.checkpoint?.files ?? 0
  const peers = useModel((model) => peersOf(model, thread).length)
  const counts: Readonly<Partial<Record<ThreadTab, number>>> = { changes: files, peers }
  const items = tabs.map((item) => ({ ...item, count: counts[item.value] || undefined }))
  const waits = thread.requests.length > 0 && tab !== 'conversation'
  return (
    <>
      <Header subject={subject} verbs={verbs.actions} panel={panel} />
      {verbs.failure !== null && (
        <FailureNote failure={verbs.failure} className="mx-4 mb-2">
          <Button size="small" kind="quiet" onClick={verbs.dismiss}>
            Close
          </Button>
        </FailureNote>
      )}
      <Notes subject={subject} now={now} onPrompt={prompt} />
      <Behind thread={thread} />
      <Tabs tight label="Parts of the thread" value={tab} items={items} onChange={onTab} className="relative flex-1">
        <div className="relative flex min-h-0 flex-1 flex-col">
          <TabPanel keep value="conversation">
            {visited.has('conversation') && (
              <ConversationTab
                subject={subject}
                shown={tab === 'conversation'}
                field={field}
                Permission={Permission}
                Recovery={Recovery}
              />
            )}
          </TabPanel>
          <TabPanel keep value="changes">
            <Suspense>{visited.has('changes') && <Changes thread={thread.id} />}</Suspense>
          </TabPanel>
          <TabPanel keep value="terminal">
            <Suspense>{visited.has('terminal') && <Terminal thread={thread.id} />}</Suspense>
          </TabPanel>
          <TabPanel keep value="checks">
            <Suspense>{visited.has('checks') && <Checks thread={thread.id} />}</Suspense>
          </TabPanel>
          <TabPanel keep value="peers">
            <Suspense>{visited.has('peers') && <Peers thread={thread.id} shown={tab === 'peers'} />}</Suspense>
          </TabPanel>
          <TabPanel keep value="why">
            {visited.has('why') && <Why thread={thread.id} version={tab === 'why' ? thread : null} />}
          </TabPanel>
        </div>
      </Tabs>
      {waits && (
        <div className="flex shrink-0 items-center gap-2 border-t border-l-[3px] border-line border-l-you bg-you-bg px-3.5 py-2">
          <p className="flex-1">It waits for your answer.</p>
          <Button kind="you" size="small" onClick={() => onTab('conversation')}>
            Decide
          </Button>
        </div>
      )}
    </>
  )
}
