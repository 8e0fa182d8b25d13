import { useId, useRef } from 'react'
import { useNow } from '../../client/clock.ts'
import { useKept } from '../../client/kept.ts'
import { useHost } from '../../client/store.ts'
import { plural } from '../../lib/format-number.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { SectionHeader } from '../../ui/section-header.tsx'
import { Split } from '../../ui/split.tsx'
import { DecidedToday } from './decided-today.tsx'
import { DecisionPage, type InboxSlots } from './decision-page.tsx'
import { ItemList } from './item-list.tsx'
import { effortWords, itemWords } from './item-words.ts'
import type { Item } from './items.ts'
import { NothingWaits } from './nothing-waits.tsx'
import { type Decide, useDecide } from './use-decide.ts'
import { type Queue, useGone, useQueue } from './use-queue.ts'

/** The one list of what needs a person, decided in place. */
export function Inbox(slots: InboxSlots) {
  const queue = useQueue()
  const decide = useDecide(queue)
  const page = useRef<HTMLDivElement>(null)
  const pageId = useId()
  const [sizes, setSizes] = useKept<Readonly<Record<string, number>>>('inbox.sizes', {})
  useMoves(queue)
  useGone(queue, (gone) => {
    if (wasAnswered(gone)) decide.record(gone, 'Answered')
    announce(queue.selected === null ? 'Nothing needs you.' : `Next: ${itemWords(queue.selected).what}`)
  })
  const enter = () => {
    const inside = page.current?.querySelector<HTMLElement>('textarea, input, button')
    ;(inside ?? page.current)?.focus()
  }
  const list = <WaitingList queue={queue} decide={decide} page={pageId} onEnter={enter} />
  const { selected } = queue
  const decision = selected !== null && (
    <div
      ref={page}
      id={pageId}
      role="tabpanel"
      aria-label={itemWords(selected).what}
      tabIndex={-1}
      className="relative min-h-0 flex-1 overflow-y-auto"
    >
      <DecisionPage key={selected.key} item={selected} decide={decide} {...slots} />
    </div>
  )
  return (
    <>
      <h1 className="sr-only">Inbox</h1>
      {decision === false ? (
        list
      ) : (
        <Split
          className="flex-1"
          sizes={sizes}
          onResize={setSizes}
          panels={[
            { id: 'list', size: 420, min: 280, max: 640, content: list },
            { id: 'decision', min: 380, content: decision },
          ]}
        />
      )}
    </>
  )
}

interface WaitingListProps {
  readonly queue: Queue
  readonly decide: Decide
  readonly page: string
  readonly onEnter: () => void
}

function WaitingList({ queue, decide, page, onEnter }: WaitingListProps) {
  const now = useNow(60_000)
  const { items, unranked } = queue
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {items.length > 0 && (
        <SectionHeader
          title={plural(items.length, 'decision')}
          detail={effortWords(items.map(({ attention }) => attention.kind))}
        >
          {unranked > 0 && (
            <Button size="small" kind="you" tip="Put what came meanwhile where it ranks" onClick={queue.rank}>
              {`${unranked} new`}
            </Button>
          )}
          <Kbd keys="space" />
          <span className="text-faint">next</span>
        </SectionHeader>
      )}
      <div className="relative min-h-0 flex-1 overflow-y-auto">
        {items.length === 0 ? <NothingWaits /> : <ItemList queue={queue} controls={page} onEnter={onEnter} />}
        <DecidedToday items={decide.decidedBy(now)} now={now} />
      </div>
    </div>
  )
}

function useMoves(queue: Queue): void {
  const section = 'Inbox'
  const blocked = queue.items.length === 0 ? 'Nothing needs you.' : null
  useActions([
    { id: 'inbox.next', title: 'Next decision', section, keys: 'space', blocked, run: queue.next },
    { id: 'inbox.down', title: 'One down', section, keys: 'j, ArrowDown', hidden: true, run: () => queue.step(1) },
    { id: 'inbox.up', title: 'One up', section, keys: 'k, ArrowUp', hidden: true, run: () => queue.step(-1) },
  ])
}

/** A request that is gone while its agent goes on was answered, here or in another window; else it expired. */
function wasAnswered({ attention, thread }: Item): boolean {
  const state = thread === null ? undefined : useHost.getState().model.thread.get(thread.id)?.state.kind
  return attention.kind === 'permission' && (state === 'running' || state === 'needs-you')
}
