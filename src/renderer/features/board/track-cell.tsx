import { type PointerEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { pointAt } from '../../client/pointed-message.ts'
import { useTicks } from '../../client/ticks.ts'
import { useTrack } from '../../client/tracks.ts'
import { axisTicks } from '../../lib/axis-ticks.ts'
import { useAxis } from './axis-context.ts'
import { drawTrack } from './draw-track.ts'
import { useLaneInk } from './lane-ink.ts'
import { layTicks, layTrack } from './lay-track.ts'
import { segmentAt, segmentWords, tickAt, trackSummary } from './track-words.ts'

/** How near the pointer has to be to a stretch, in px. */
const reach = 4

interface Tip {
  readonly text: string
  readonly x: number
  readonly y: number
}

export interface TrackCellProps {
  readonly thread: string
  readonly height: number
  readonly recovering: boolean
}

/** What one thread did, on the time axis that all rows share. */
export function TrackCell({ thread, height, recovering }: TrackCellProps) {
  const track = useTrack(thread)
  const messages = useTicks(thread)
  const { since, now, width, seen, range } = useAxis()
  const ink = useLaneInk()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [tip, setTip] = useState<Tip | null>(null)
  const marks = useMemo(() => layTrack(track, { since, now, width }), [track, since, now, width])
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (canvas.current === null || context === null || context === undefined) return
    resize(canvas.current, { width, height })
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
    const offset = -new Date(now).getTimezoneOffset() * 60_000
    const ticks = axisTicks({ since, now, width }, offset).map(({ place }) => place * width)
    const looked = range === 'seen' && seen !== null ? ((seen - since) / (now - since)) * width : null
    const told = layTicks(messages, { since, now, width })
    drawTrack(context, { marks, ink, width, height, ticks, seen: looked, messages: told, recovering })
  }, [marks, messages, ink, since, now, width, height, seen, range, recovering])

  const point = ({ clientX, currentTarget }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect()
    const perPixel = (now - since) / Math.max(1, width)
    const at = since + (clientX - box.left) * perPixel
    const tick = tickAt(messages, at, reach * perPixel)
    pointAt(tick === null ? null : { thread, tick })
    const segment = tick === null ? segmentAt(track, at, reach * perPixel) : null
    setTip(segment === null ? null : { text: segmentWords(segment, Date.now()), x: clientX, y: box.bottom })
  }
  return (
    <>
      <canvas
        ref={canvas}
        role="img"
        aria-label={trackSummary(track, { since, now, messages })}
        style={{ width, height }}
        onPointerMove={point}
        onPointerLeave={() => {
          setTip(null)
          pointAt(null)
        }}
      />
      {tip !== null && createPortal(<SegmentTip {...tip} />, document.body)}
    </>
  )
}

function SegmentTip({ text, x, y }: Tip) {
  const right = x > innerWidth - 220
  return (
    <div
      role="tooltip"
      className="pointer-events-none fixed z-50 rounded border border-line bg-raised px-2 py-1 text-12 whitespace-pre-line text-text shadow-float"
      style={{ top: y > innerHeight - 80 ? y - 76 : y + 4, ...(right ? { right: innerWidth - x } : { left: x }) }}
    >
      {text}
    </div>
  )
}

/** Setting a canvas's size empties it, so only where it differs. */
function resize(
  canvas: HTMLCanvasElement,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const [across, down] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)]
  if (canvas.width !== across) canvas.width = across
  if (canvas.height !== down) canvas.height = down
}
