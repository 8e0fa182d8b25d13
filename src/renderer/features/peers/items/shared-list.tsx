import { type FormEvent, useCallback, useMemo, useState } from 'react'
import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'
import type { Item } from '../../../../shared/domain/team/state.ts'
import { itemLimits } from '../../../../shared/domain/team/state.ts'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import type { ClusterId, ThreadId } from '../../../../shared/kernel/ids.ts'
import { sendCommand } from '../../../client/commands.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { newId } from '../../../lib/new-id.ts'
import { Button } from '../../../ui/button.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { SectionHeader } from '../../../ui/section-header.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { type ReadRows, useFirstPage } from '../use-first-page.ts'
import { ItemRow } from './item-row.tsx'
import { itemsInOrder, listWords } from './item-words.ts'
import type { SendItem } from './send-item.ts'

export interface SharedListProps {
  readonly cluster: ClusterId
  /** The threads of the team. */
  readonly members: readonly ThreadId[]
  /** Whether the team is together: else the list is only read. */
  readonly open: boolean
}

/** What the threads of a team have to do between them, and who does what of it. */
export function SharedList({ cluster, members, open }: SharedListProps) {
  const items = useItems(cluster)
  const [refused, setRefused] = useState<Failure | null>(null)
  const send = async (command: PublicCommand) => {
    const why = await sendCommand(command)
    setRefused(why)
    return why === null
  }
  if (!open && items.length === 0) return null
  return (
    <section aria-label="Shared list">
      <SectionHeader level={3} title="Shared list" detail={listWords(items)} />
      <ul>
        {items.map((item) => (
          <li key={item.id} className="border-b border-soft">
            <ItemRow item={item} members={members} send={open ? send : null} />
          </li>
        ))}
      </ul>
      {refused !== null && (
        <FailureNote failure={refused} className="mx-4 my-2">
          <Button size="small" kind="quiet" onClick={() => setRefused(null)}>
            Close
          </Button>
        </FailureNote>
      )}
      {open && <AddItem cluster={cluster} send={send} />}
    </section>
  )
}

function useItems(cluster: ClusterId): readonly Item[] {
  const live = useModel((model) => [...model.item.within(cluster)])
  const read: ReadRows<Item> = useCallback((api, limit) => api.peers.items({ cluster, limit }), [cluster])
  const all = useFirstPage(read, live)
  return useMemo(() => itemsInOrder(all.filter((item) => item.cluster === cluster)), [all, cluster])
}

function AddItem({ cluster, send }: { readonly cluster: ClusterId; readonly send: SendItem }) {
  const [title, setTitle] = useState('')
  const add = async (event: FormEvent) => {
    event.preventDefault()
    const text = title.trim()
    if (text === '') return
    const payload = { item: newId(), by: null, cluster, title: text, detail: '' }
    if (await send({ type: 'item.add', payload })) setTitle('')
  }
  return (
    <form aria-label="Add to the shared list" onSubmit={(event) => void add(event)} className="flex gap-1.5 px-4 py-2">
      <div className="min-w-0 flex-1">
        <TextField
          bare
          label="What is to be done"
          placeholder="What is to be done"
          value={title}
          onChange={setTitle}
          maxLength={itemLimits.title}
        />
      </div>
      <Button submit why={title.trim() === '' ? 'Write what is to be done.' : null}>
        Add
      </Button>
    </form>
  )
}
