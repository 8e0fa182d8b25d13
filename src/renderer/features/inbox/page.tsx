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
  readonly children: ReactNode
}

/** What every decision has: what it is about, why the last try failed, and the way to its thread. */
export function Page({ item, actions, failure, children }: PageProps) {
  const permission = item.attention.kind === 'permission'
  const [open] = actions
  useActions(actions)
  return (
    <div className="flex w-full max-w-[888px] flex-col gap-3.5 px-[34px] pt-[26px] pb-10 max-labels:px-5 max-labels:pt-5">
      {!permission && (
        <div className="flex items-start gap-3">
          <h2 className="min-w-0 flex-1 text-15 font-bold wrap-anywhere">{itemWords(item).what}</h2>
          {open !== undefined && <ActionButton action={open} kind="quiet" size="small" showKeys />}
        </div>
      )}
      {failure !== null && <FailureNote failure={failure} />}
      {children}
      {permission && open !== undefined && (
        <ActionButton action={open} kind="quiet" size="small" showKeys className="self-start" />
      )}
    </div>
  )
}
