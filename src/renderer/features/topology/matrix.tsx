import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { Coupling } from '../../../shared/domain/topology/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { classNames } from '../../lib/class-names.ts'
import { memberTitle, scoreText, tellingWords } from '../../lib/coupling-words.ts'
import { matrixOf, stepIn } from './matrix-of.ts'

/** A table by its roles: its cells scroll in both directions. */
const roles = {
  grid: { role: 'grid', tabIndex: -1, 'aria-label': 'Coupling of tasks' },
  row: { role: 'row' },
  column: { role: 'columnheader' },
  head: { role: 'rowheader' },
  cell: { role: 'gridcell' },
} as const

export interface MatrixProps {
  readonly pairs: readonly Coupling[]
  readonly onOpen: (pair: string) => void
}

/** Every measured pair: tasks by tasks. Arrow keys move, Enter opens the reasons. */
export function Matrix({ pairs, onOpen }: MatrixProps) {
  const { members, at } = useMemo(() => matrixOf(pairs), [pairs])
  const titles = useModel((model) => members.map((member) => memberTitle(model, member)))
  const [[row, column], setCell] = useState<readonly [number, number]>([0, 1])
  const grid = useRef<HTMLDivElement>(null)
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const pair = at(row, column)
    if (event.key === 'Enter' && pair !== undefined) onOpen(pair.id)
    const next = stepIn(members.length, [row, column], event.key)
    if (next === null && event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    if (next === null) return
    setCell(next)
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.join(' ')}"]`)?.focus()
  }
  const present = [Math.min(row, members.length - 1), Math.min(column, members.length - 1)].join(' ')
  return (
    <div className="min-h-0 overflow-auto px-4 pt-1 pb-2">
      <div
        ref={grid}
        {...roles.grid}
        {...{ 'aria-rowcount': members.length + 1, onKeyDown: press }}
        style={{ gridTemplateColumns: `minmax(120px, 280px) repeat(${members.length}, 36px)` }}
        className="grid w-max text-12"
      >
        <div {...roles.row} className="contents">
          <span {...roles.column} className="sticky top-0 left-0 z-20 bg-bg">
            <span className="sr-only">Task</span>
          </span>
          {members.map(({ task }, index) => (
            <span
              key={task}
              {...roles.column}
              title={titles[index]}
              className="sticky top-0 z-10 bg-bg py-0.5 text-center text-faint"
            >
              <span aria-hidden>{index + 1}</span>
              <span className="sr-only">{titles[index]}</span>
            </span>
          ))}
        </div>
        {members.map(({ task }, index) => (
          <div key={task} {...roles.row} className="contents">
            <span {...roles.head} className="sticky left-0 z-10 flex items-center gap-2 bg-bg pr-3">
              <span aria-hidden className="w-4 shrink-0 text-right text-faint">
                {index + 1}
              </span>
              <span className="min-w-0 truncate" title={titles[index]}>
                {titles[index]}
              </span>
            </span>
            {members.map((other, across) => (
              <Cell
                key={other.task}
                pair={at(index, across)}
                own={index === across}
                name={`${titles[index]} and ${titles[across]}`}
                place={`${index} ${across}`}
                focused={present === `${index} ${across}`}
                onFocus={() => setCell([index, across])}
                onOpen={onOpen}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

interface CellProps {
  readonly pair: Coupling | undefined
  readonly own: boolean
  readonly name: string
  readonly place: string
  readonly focused: boolean
  readonly onFocus: () => void
  readonly onOpen: (pair: string) => void
}

/** Shade and number say the same. */
function Cell({ pair, own, name, place, focused, onFocus, onOpen }: CellProps) {
  const score = pair?.score ?? 0
  const shade = Math.round(score * 50)
  const words = pair === undefined ? 'nothing in common' : `coupling ${scoreText(score)}, ${tellingWords(pair)}`
  const events = {
    'aria-label': own ? 'the same task' : `${name}: ${words}`,
    onFocus,
    onClick: () => pair !== undefined && onOpen(pair.id),
  }
  return (
    <span
      {...roles.cell}
      {...events}
      data-cell={place}
      tabIndex={focused ? 0 : -1}
      title={own ? undefined : `${name}\n${words}`}
      style={pair === undefined ? {} : { background: `color-mix(in oklab, var(--run) ${shade}%, var(--bg))` }}
      className={classNames(
        'grid h-6 place-items-center border-r border-b border-soft -outline-offset-2',
        own && 'bg-section',
      )}
    >
      {pair === undefined ? '' : scoreText(score).replace(/^0/, '')}
    </span>
  )
}
