import { createContext, useContext } from 'react'
import type { Task } from '../../../../shared/domain/task/state.ts'
import type { Field } from '../columns.ts'
import type { Mode } from '../use-plan-view.ts'
import type { Leaving } from './cell-input.tsx'

export interface Written {
  readonly field: Field
  readonly value: string
  readonly how: Leaving
}

/** What rows ask of the outline. The same object for as long as the plan is open. */
export interface OutlineHandlers {
  readonly write: (task: Task, written: Written) => void
  readonly pick: (task: Task, mode: Mode, value: string) => void
  readonly add: (below: string | null, title: string, how: Leaving) => void
  readonly leave: () => void
  readonly dismiss: () => void
}

export const OutlineContext = createContext<OutlineHandlers | null>(null)

export function useOutlineHandlers(): OutlineHandlers {
  const handlers = useContext(OutlineContext)
  if (handlers === null) throw new Error('a row stands outside of an outline')
  return handlers
}
