import { useState } from 'react'
import type { Item } from '../../../../shared/domain/team/state.ts'
import type { ThreadId } from '../../../../shared/kernel/ids.ts'
import { useNow } from '../../../client/clock.ts'
import { clockTime } from '../../../lib/format-time.ts'
import { visibleLine, visibleText } from '../../../lib/visible-text.ts'
import { Button } from '../../../ui/button.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { Menu, type MenuAction } from '../../../ui/menu.tsx'
import { type NameOf, useNames } from '../names.ts'
import { itemWords } from './item-words.ts'
import type { SendItem } from './send-item.ts'

export interface ItemRowProps {
  readonly item: Item
  readonly members: readonly ThreadId[]
  /** Null where the list is only read. */
  readonly send: SendItem | null
}

/** One entry of the shared list; its detail and notes once it is opened. */
export function ItemRow({ item, members, send }: ItemRowProps) {
  const [open, setOpen] = useState(false)
  const now = useNow(30_000)
  const name = useNames([...members, ...threadsOf(item)])
  const { glyph, text } = itemWords(item, name, now)
  const title = visibleLine(item.title)
  return (
    <div>
      <div className="flex min-h-row items-center gap-1.5 px-4">
        <Glyph kind={glyph} name="" />
        <button
          type="button"
          data-row={`item ${item.id}`}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="min-w-0 flex-1 rounded py-1 text-left"
        >
          <span className="block truncate" title={title}>
            {title}
          </span>
          <span className="block truncate text-12 text-muted" title={text}>
            {text}
          </span>
        </button>
        {send !== null && (
          <Menu
            align="end"
            trigger={
              <Button kind="quiet" size="small" aria-label={`Actions: ${title}`}>
                …
              </Button>
            }
            groups={groupsOf({ item, members, send }, name)}
          />
        )}
      </div>
      {open && <ItemDetail item={item} name={name} now={now} />}
    </div>
  )
}

/** Everybody an item names. */
function threadsOf({ state, assigned, notes }: Item): readonly (ThreadId | null)[] {
  const owner = 'by' in state ? [state.by] : []
  return [...owner, assigned, ...notes.map(({ by }) => by)]
}

interface DetailProps {
  readonly item: Item
  readonly name: NameOf
  readonly now: number
}

function ItemDetail({ item, name, now }: DetailProps) {
  const { detail, notes, state } = item
  return (
    <div className="flex flex-col gap-1 pr-4 pb-2 pl-[38px] text-12 wrap-anywhere">
      <p className="whitespace-pre-wrap">
        {detail === '' ? 'Nothing more was written about it.' : visibleText(detail)}
      </p>
      {state.kind === 'claimed-done' && (
        <p className="text-muted">{`${name(state.by)} says: ${visibleText(state.evidence)}`}</p>
      )}
      {notes.map(({ by, text, at }) => (
        <p key={`${at} ${by} ${text}`} className="text-muted">
          {`${name(by)}, ${clockTime(at, now)}: ${visibleText(text)}`}
        </p>
      ))}
    </div>
  )
}

function groupsOf(
  { item, members, send }: ItemRowProps & { readonly send: SendItem },
  name: NameOf,
): readonly (readonly MenuAction[])[] {
  const { id, state, assigned } = item
  const open = state.kind === 'open'
  const owned = state.kind === 'claimed' || state.kind === 'claimed-done'
  const assign = (to: ThreadId | null) => send({ type: 'item.assign', payload: { item: id, by: null, to } })
  const taken = open ? null : 'Somebody has it, or it is done. Take it back first.'
  const release = (because: string) => send({ type: 'item.release', payload: { item: id, by: null, because } })
  return [
    members.map((member) => ({
      id: `assign ${member}`,
      title: `Assign to ${name(member)}`,
      blocked: taken,
      chosen: assigned === member,
      run: () => void assign(member),
    })),
    [
      {
        id: 'anybody',
        title: 'For anybody',
        blocked: taken,
        chosen: open && assigned === null,
        run: () => void assign(null),
      },
    ],
    [
      {
        id: 'release',
        title: owned ? `Take back from ${name(state.by)}` : 'Take back',
        blocked: owned ? null : 'Nobody has it.',
        run: () => void release('You took it back.'),
      },
      {
        id: 'remove',
        title: 'Remove',
        blocked: open ? null : taken,
        run: () => void send({ type: 'item.remove', payload: { item: id, by: null } }),
      },
    ],
  ]
}
