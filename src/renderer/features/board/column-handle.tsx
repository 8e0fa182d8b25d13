import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { widthLimits } from './columns.ts'

export interface ColumnHandleProps {
  readonly label: string
  readonly width: number
  readonly onWidth: (width: number) => void
}

const step = 10

/** The right edge of a column: drawn wider by pointer or arrow keys. */
export function ColumnHandle({ label, width, onWidth }: ColumnHandleProps) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const set = (wanted: number) => onWidth(Math.round(Math.max(widthLimits.least, Math.min(widthLimits.most, wanted))))
  const press = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -step, ArrowRight: step }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    set(width + by)
  }
  const grab = (event: PointerEvent<HTMLElement>) => {
    // The column may be narrower than wanted, where there is little room.
    const shown = event.currentTarget.parentElement?.getBoundingClientRect().width ?? width
    start.current = { x: event.clientX, width: shown }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const drag = {
    onKeyDown: press,
    onPointerDown: grab,
    onPointerMove: (event: PointerEvent) => {
      if (start.current !== null) set(start.current.width + event.clientX - start.current.x)
    },
    onPointerUp: () => {
      start.current = null
    },
    onPointerCancel: () => {
      start.current = null
    },
  }
  return (
    <span
      {...handleRole(label, width)}
      {...drag}
      className="absolute -right-2 top-0.5 bottom-0.5 hidden w-2 cursor-col-resize border-r border-transparent hover:border-line @min-[760px]:block"
    />
  )
}

function handleRole(label: string, width: number) {
  return {
    role: 'separator',
    tabIndex: 0,
    'aria-label': label,
    'aria-orientation': 'vertical',
    'aria-valuenow': width,
    'aria-valuemin': widthLimits.least,
    'aria-valuemax': widthLimits.most,
  } as const
}
