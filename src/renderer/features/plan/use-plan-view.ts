import { useMemo, useState } from 'react'
import type { Field } from './columns.ts'

export type Picked = 'link' | 'unlink' | 'agent' | 'effort'

/** What is being done in the outline beside moving about. */
export type Mode =
  | { readonly kind: 'rest' }
  | { readonly kind: 'write'; readonly field: Field }
  /** Afterwards the cursor is at the field `back` again. */
  | { readonly kind: 'pick'; readonly what: Picked; readonly back: Field }
  /** A task that has no title yet stands below another one, or last. */
  | { readonly kind: 'new'; readonly below: string | null }

export interface PlanView {
  readonly selected: string | null
  readonly field: Field
  /** The link that is selected in the graph. */
  readonly edge: { readonly task: string; readonly on: string } | null
  readonly mode: Mode
  /** Whether the selected task is open beside the outline. */
  readonly open: boolean
  /** Grows when the panel is asked to take the focus. */
  readonly asked: number
}

export interface PlanViewControl {
  readonly view: PlanView
  change(patch: Partial<PlanView>): void
  select(task: string | null, field?: Field): void
  rest(): void
}

const atFirst: PlanView = {
  selected: null,
  field: 'title',
  edge: null,
  mode: { kind: 'rest' },
  open: false,
  asked: 0,
}

/** What is selected and what is being done, shared by outline, graph and panel. */
export function usePlanView(tasks: readonly { readonly id: string }[]): PlanViewControl {
  const [view, setView] = useState(atFirst)
  const acts = useMemo(() => {
    const change = (patch: Partial<PlanView>) => setView((before) => ({ ...before, ...patch }))
    return {
      change,
      select: (task: string | null, field?: Field) =>
        change({ selected: task, edge: null, mode: { kind: 'rest' }, ...(field === undefined ? {} : { field }) }),
      rest: () => setView((before) => ({ ...before, mode: { kind: 'rest' }, field: fieldAfter(before) })),
    }
  }, [])
  // What was selected may have been taken out, here or elsewhere.
  const there = tasks.some(({ id }) => id === view.selected)
  const selected = there ? view.selected : (tasks[0]?.id ?? null)
  return { ...acts, view: selected === view.selected ? view : { ...view, selected } }
}

function fieldAfter({ mode, field }: PlanView): Field {
  return mode.kind === 'pick' ? mode.back : field
}
