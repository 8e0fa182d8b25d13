import { useCallback, useEffect, useRef, useState } from 'react'
import type { Action } from '../../../ui/actions/action.ts'
import type { Lines } from '../comments/review-comment.ts'
import { depthOf, type PatchLines, stepChange, stepLine } from './patch-lines.ts'

export interface LineSelection {
  readonly selected: Lines | null
  /** What the pointer chose; null clears. */
  readonly choose: (lines: Lines | null) => void
  readonly clear: () => void
  readonly actions: readonly Action[]
  /** Of the element that holds the view, so that a line chosen by key comes into view. */
  readonly container: React.RefObject<HTMLDivElement | null>
}

/** Lines of the file that is shown, chosen by pointer or keys. `onPointed` hears of the pointer's choice only. */
export function useLineSelection(lines: PatchLines | null, onPointed: (lines: Lines) => void): LineSelection {
  const [selected, setSelected] = useState<Lines | null>(null)
  const container = useRef<HTMLDivElement>(null)
  const latest = useRef({ selected, onPointed })
  useEffect(() => {
    latest.current = { selected, onPointed }
  })
  const choose = useCallback((next: Lines | null) => {
    // The view also reports what it was told to select.
    if (sameLines(next, latest.current.selected)) return
    latest.current = { ...latest.current, selected: next }
    setSelected(next)
    if (next !== null) latest.current.onPointed(next)
  }, [])
  const go = (next: Lines | null) => {
    if (next === null || lines === null) return
    latest.current = { ...latest.current, selected: next }
    setSelected(next)
    bringIntoView(container.current, depthOf(lines, next))
  }
  const clear = () => {
    latest.current = { ...latest.current, selected: null }
    setSelected(null)
  }
  const move = (by: 1 | -1) => lines !== null && go(stepLine(lines, selected, by))
  const extend = (by: 1 | -1) => {
    if (selected === null || lines === null) return
    const last = Math.max(selected.first, selected.last + by)
    if (lines.lines.some((line) => line[selected.side] === last)) go({ ...selected, last })
  }
  const jump = (by: 1 | -1) => lines !== null && go(stepChange(lines, selected, by))
  const moving: readonly Action[] =
    selected === null
      ? []
      : [
          hidden({ id: 'review.line-down', title: 'Next line', keys: 'ArrowDown', run: () => move(1) }),
          hidden({ id: 'review.line-up', title: 'Line before', keys: 'ArrowUp', run: () => move(-1) }),
          hidden({ id: 'review.extend', title: 'One line more', keys: 'shift+ArrowDown', run: () => extend(1) }),
          hidden({ id: 'review.shrink', title: 'One line less', keys: 'shift+ArrowUp', run: () => extend(-1) }),
        ]
  const actions = [
    hidden({ id: 'review.change-next', title: 'Next change in the file', keys: ']', run: () => jump(1) }),
    hidden({ id: 'review.change-before', title: 'Change before', keys: '[', run: () => jump(-1) }),
    ...moving,
  ]
  return { selected, choose, clear, actions, container }
}

type Key = Pick<Action, 'id' | 'title' | 'run'> & { readonly keys: string }

function hidden(key: Key): Action {
  return { ...key, section: 'Review', hidden: true }
}

function sameLines(one: Lines | null, other: Lines | null): boolean {
  if (one === null || other === null) return one === other
  return one.side === other.side && one.first === other.first && one.last === other.last
}

/** Only what is in view is drawn, so the place is reckoned from the share of lines above. */
function bringIntoView(container: HTMLElement | null, depth: number): void {
  const view = container?.querySelector('[data-keys="diff"]')
  if (view === null || view === undefined) return
  const at = depth * view.scrollHeight
  if (at > view.scrollTop + 40 && at < view.scrollTop + view.clientHeight - 80) return
  view.scrollTop = at - view.clientHeight / 3
}
