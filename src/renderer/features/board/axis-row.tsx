import { type Ref, useContext } from 'react'
import { useModel } from '../../client/model-hooks.ts'
import { axisTicks } from '../../lib/axis-ticks.ts'
import { classNames } from '../../lib/class-names.ts'
import { plural } from '../../lib/format-number.ts'
import { clockTime } from '../../lib/format-time.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { AxisContext, useAxis } from './axis-context.ts'
import { ColumnHandle } from './column-handle.tsx'
import { type ColumnWidths, columns, spendCell, trackCell, widthOf } from './columns.ts'
import { columnHeaderRole, rowRole } from './grid-roles.ts'

export interface AxisRowProps {
  readonly widths: ColumnWidths
  readonly onWidths: (widths: ColumnWidths) => void
  /** Threads whose change of place waits. */
  readonly waiting: readonly string[]
  readonly onApply: () => void
  readonly trackRef: Ref<HTMLSpanElement>
}

/** The heads of the columns, with the clock over the tracks. */
export function AxisRow({ widths, onWidths, waiting, onApply, trackRef }: AxisRowProps) {
  const { width } = useContext(AxisContext)
  return (
    <div
      {...rowRole(1)}
      className={classNames(columns, 'sticky top-0 z-10 h-[22px] border-b border-soft bg-bg text-11 text-faint')}
    >
      <span {...columnHeaderRole}>
        <span className="sr-only">State</span>
      </span>
      <span {...columnHeaderRole} className="relative">
        Thread
        <ColumnHandle
          label="Width of Thread"
          width={widthOf(widths, 'thread')}
          onWidth={(thread) => onWidths({ ...widths, thread })}
        />
      </span>
      <span {...columnHeaderRole} className="relative">
        Now
        <ColumnHandle
          label="Width of Now"
          width={widthOf(widths, 'now')}
          onWidth={(now) => onWidths({ ...widths, now })}
        />
      </span>
      <span {...columnHeaderRole} ref={trackRef} className={classNames(trackCell, 'relative h-full')}>
        <span className="sr-only">Track</span>
        {width > 0 && <Clock />}
      </span>
      <span {...columnHeaderRole} className="text-right">
        Lines
      </span>
      <span {...columnHeaderRole} className={classNames(spendCell, 'text-right')}>
        Spend
      </span>
      <span {...columnHeaderRole} className="text-right">
        Waits
      </span>
      <span {...columnHeaderRole} className="flex justify-end">
        {waiting.length === 0 ? (
          <span className="sr-only">Action</span>
        ) : (
          <MovedChip waiting={waiting} onApply={onApply} />
        )}
      </span>
    </div>
  )
}

function Clock() {
  const { since, now, width } = useAxis()
  const offset = -new Date(now).getTimezoneOffset() * 60_000
  const present = clockTime(now, now)
  return (
    <span aria-hidden className="absolute inset-0 leading-[21px]">
      {axisTicks({ since, now, width }, offset).map(({ at, place, label }) => (
        <span key={at} className="absolute pl-1" style={{ left: place * width }}>
          {/* On a short axis the minute that lasts has begun within it: it is named once. */}
          {label === present ? null : label}
        </span>
      ))}
      <span className="absolute right-0 text-focus">{present} now</span>
    </span>
  )
}

const namesShown = 8

function MovedChip({ waiting, onApply }: Pick<AxisRowProps, 'waiting' | 'onApply'>) {
  const names = useModel((model) => waiting.map((id) => visibleLine(model.thread.get(id)?.title ?? id)))
  const more = names.length > namesShown ? [`and ${names.length - namesShown} more`] : []
  const list = [...names.slice(0, namesShown), ...more].join('\n')
  return (
    <Button
      size="small"
      className="h-[18px] rounded-inner text-11"
      tip={`Waits while you point at the list:\n${list}`}
      aria-label={`${plural(waiting.length, 'row')} moved. Show them in their places`}
      onClick={onApply}
    >
      {waiting.length} moved
    </Button>
  )
}
