import type { ReactNode } from 'react'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { itemWords } from './item-words.ts'
import type { Item } from './items.ts'

interface PageProps {
  readonly item: Item
  /** Those that keys and the palette reach; the page draws the buttons where they belong. */
  readonly actions: readonly Action[]
  readonly failure: Failure | null
  /** The way is the decision, and the page draws it as such. */
  readonly ownWay?: boolean | undefined
  readonly children: ReactNode
}

/** What every decision has: what it is about, why the last try failed, and the way to its thread. */
export function Page({ item, actions, failure, ownWay = false, children }: PageProps) {
  const [open] = actions
  useActions(actions)
  const way = open !== undefined && !ownWay && <ActionButton action={open} kind="quiet" size="small" showKeys />
  // A permission brings its own heading and margins.
  if (item.attention.kind === 'permission') {
    return (
      <div className="flex flex-col">
        {children}
        <div className="mb-6 ml-[23px]">{way}</div>
      </div>
    )
  }
  return (
    <div className="mx-8 my-6 flex max-w-205 flex-col gap-3.5">
      <div className="flex items-start gap-3">
        <h2 className="min-w-0 flex-1 text-15 font-bold wrap-anywhere">{itemWords(item).what}</h2>
        {way}
      </div>
      {failure !== null && <FailureNote failure={failure} />}
      {children}
    </div>
  )
}
