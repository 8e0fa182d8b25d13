import { type KeyboardEvent, type PointerEvent, type ReactNode, type Ref, useState } from 'react'
import { useKept } from '../../client/kept.ts'
import { classNames } from '../../lib/class-names.ts'
import { clampWidth, defaultWidth, narrowest, widest } from './panel-width.ts'

export interface PanelFrameProps {
  readonly label: string
  readonly wide: boolean
  readonly ref: Ref<HTMLElement>
  readonly children: ReactNode
}

/** The panel's place: beside the board with a border that moves, over it where there is little room, or all over. */
export function PanelFrame({ label, wide, ref, children }: PanelFrameProps) {
  const [kept, keep] = useKept<number>('thread.width', defaultWidth)
  const [moving, setMoving] = useState<number | null>(null)
  const width = moving ?? kept
  const move = (event: PointerEvent) => {
    if (moving !== null) setMoving(clampWidth(window.innerWidth - event.clientX, window.innerWidth))
  }
  const stop = () => {
    if (moving !== null) keep(moving)
    setMoving(null)
  }
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label={label}
      data-thread-panel
      style={wide ? undefined : { width, maxWidth: `${widest * 100}vw` }}
      className={classNames(
        'flex min-h-0 flex-col border-l border-line bg-panel outline-none',
        wide
          ? 'absolute inset-0 z-20 border-l-0'
          : 'relative shrink-0 max-beside:absolute max-beside:inset-y-0 max-beside:right-0 max-beside:z-20 max-beside:shadow-float',
      )}
    >
      {!wide && (
        <hr
          {...reachable}
          aria-label="Width of the thread"
          aria-orientation="vertical"
          aria-valuenow={Math.round(width)}
          aria-valuemin={narrowest}
          aria-valuemax={Math.round(window.innerWidth * widest)}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            setMoving(width)
          }}
          onPointerMove={move}
          onPointerUp={stop}
          onPointerCancel={() => setMoving(null)}
          onDoubleClick={() => keep(defaultWidth)}
          onKeyDown={(event) => keep(moved(event, width))}
          className="absolute inset-y-0 -left-[3px] z-10 m-0 h-auto w-[5px] cursor-col-resize touch-none border-0 outline-offset-0 hover:bg-line focus-visible:bg-focus"
        />
      )}
      {children}
    </section>
  )
}

const reachable = { tabIndex: 0 } as const
const step = 16

function moved(event: KeyboardEvent, width: number): number {
  const by = { ArrowLeft: step, ArrowRight: -step }[event.key]
  if (by === undefined) return width
  event.preventDefault()
  return clampWidth(width + by, window.innerWidth)
}
