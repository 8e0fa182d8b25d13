import type { Message } from '../../../shared/domain/peers/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { usePointedMessage } from '../../client/pointed-message.ts'
import { useTicks } from '../../client/ticks.ts'
import { useMessage } from '../../client/use-message.ts'
import { clockTime } from '../../lib/format-time.ts'
import { addressWords, stateWords } from '../../lib/message-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { type Arc, type ArcSpan, arcPath, arcsOf } from './arcs.ts'

export interface MessageArcsProps {
  readonly selected: string | null
  readonly place: (thread: string) => number | null
  readonly axis: ArcSpan
}

/** Of the selected lane: older ones show as ticks only. */
const most = 12
const labelWidth = 280

/** Messages from lane to lane: the one that is pointed at, else those of the selected lane. Follows nothing else. */
export function MessageArcs({ selected, place, axis }: MessageArcsProps) {
  const pointed = usePointedMessage()
  const lane = pointed?.thread ?? selected ?? ''
  const own = useTicks(lane)
  const at = lane === '' ? null : place(lane)
  // What the host itself said goes to no lane: it is told where one points at it.
  const ticks = pointed === null ? own.filter(({ other }) => other !== null) : [pointed.tick]
  const arcs = at === null ? [] : arcsOf(ticks, axis, { lane: at, place, most })
  const told = arcs.at(-1)
  if (told === undefined) return null
  const right = axis.left + axis.width
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 z-[5] overflow-clip">
      <svg aria-hidden="true" className="absolute inset-0 size-full overflow-visible">
        {arcs.map((arc) => (
          <g key={arc.message} className={arc === told ? 'opacity-100' : 'opacity-45'}>
            <path
              d={arcPath(arc, right)}
              className="fill-none stroke-peer"
              strokeWidth={1.5}
              strokeDasharray={arc.listed ? undefined : '2 3'}
            />
            <circle cx={arc.x} cy={arc.arrives === 'to' ? arc.to : arc.from} r={2.5} className="fill-peer" />
          </g>
        ))}
      </svg>
      <Label arc={told} lane={lane} brief={pointed === null} span={axis} />
    </div>
  )
}

interface LabelProps {
  readonly arc: Arc
  readonly lane: string
  /** One line of text, where nobody asked for more. */
  readonly brief: boolean
  readonly span: ArcSpan
}

/** What it said, beside the arc and between the lanes where there is room. */
function Label({ arc, lane, brief, span: { left, width, now } }: LabelProps) {
  const message = useMessage(arc.message)
  const other = useModel((model) => {
    const id = message?.to === lane ? message.from : (message?.to ?? null)
    return id === null ? 'Switchyard' : visibleLine(model.thread.get(id)?.title ?? 'a thread that has ended')
  })
  if (message === null) return null
  // A narrow track is no measure: it may begin before it, below the lanes.
  const x = Math.max(0, Math.min(arc.x + 10, left + width - labelWidth))
  return (
    <div
      className="absolute rounded border border-line bg-raised px-2 py-0.5 text-12 shadow-float"
      style={{ left: x, maxWidth: labelWidth, top: Math.max(arc.from, arc.to) + 12 }}
    >
      {!brief && <p className="truncate text-muted">{headOf(message, { lane, other, now })}</p>}
      <p className={brief ? 'truncate' : 'line-clamp-3'}>{visibleLine(message.text)}</p>
    </div>
  )
}

function headOf(message: Message, { lane, other, now }: { lane: string; other: string; now: number }): string {
  return `${addressWords(message, lane, other)}, ${clockTime(message.sentAt, now)}, ${stateWords(message).text}`
}
