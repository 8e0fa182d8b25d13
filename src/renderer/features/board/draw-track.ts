import type { TrackKind } from '../../../shared/domain/track/track.ts'
import { type LaneKind, laneMarks } from '../../ui/lane-marks.ts'
import type { LaneInk } from './lane-ink.ts'
import type { Mark } from './lay-track.ts'

const lanes: Readonly<Record<Exclude<TrackKind, 'waiting' | 'trouble'>, LaneKind>> = {
  thinking: 'think',
  reading: 'read',
  editing: 'edit',
  running: 'run',
  peer: 'peer',
  'needs-you': 'you',
  ready: 'ok',
}

const past = 0.42
const border = 1.5
const barHeight = laneMarks.edit.height

export interface Drawing {
  readonly marks: readonly Mark[]
  readonly ink: LaneInk
  /** In px. */
  readonly width: number
  readonly height: number
  /** Where round times are, and where a person last looked. */
  readonly ticks: readonly number[]
  readonly seen: number | null
  /** Where messages went out or came in. */
  readonly messages: readonly number[]
  /** What stopped it is seen to by the host: nobody is waited for. */
  readonly recovering: boolean
}

/** Draws a whole track; only what still lasts is at full strength. */
export function drawTrack(context: CanvasRenderingContext2D, drawing: Drawing): void {
  const { marks, ink, width, height, ticks, seen } = drawing
  context.clearRect(0, 0, width, height)
  context.globalAlpha = 1
  context.fillStyle = ink.soft
  for (const tick of ticks) context.fillRect(Math.round(tick), 0, 1, height)
  for (const mark of marks) {
    context.globalAlpha = mark.present ? 1 : past
    drawMark(context, mark, drawing)
  }
  context.globalAlpha = 1
  context.fillStyle = ink.peer
  for (const message of drawing.messages) drawLane(context, 'peer', [message - 1.5, (height + barHeight) / 2, 3])
  context.fillStyle = ink.focus
  if (seen !== null) context.fillRect(Math.round(seen), 2, 1, height - 4)
}

function drawMark(context: CanvasRenderingContext2D, mark: Mark, { ink, height, recovering }: Drawing): void {
  const bottom = (height + barHeight) / 2
  if (mark.kind === 'waiting') {
    context.fillStyle = ink.faint
    for (let x = 0; x < mark.width; x += 4) context.fillRect(mark.left + x, bottom - 1, Math.min(1.5, mark.width), 1)
    return
  }
  const draw = (kind: LaneKind, { left, width }: Pick<Mark, 'left' | 'width'>, color = ink[kind]) => {
    context.fillStyle = color
    context.strokeStyle = color
    // A hair of room after each stretch, so that two of a kind are told apart.
    drawLane(context, kind, [left, bottom, width > 4 ? width - 1 : width])
  }
  if (mark.kind === 'trouble') {
    draw('you', { left: mark.left + 5, width: mark.width - 5 }, mark.present && recovering ? ink.faint : ink.you)
    draw('error', mark)
  } else draw(lanes[mark.kind], mark)
}

/** Where a stretch begins, on what it stands, and how long it is. */
type Stretch = readonly [left: number, bottom: number, width: number]

function drawLane(context: CanvasRenderingContext2D, kind: LaneKind, [left, bottom, width]: Stretch): void {
  const { height, texture } = laneMarks[kind]
  // What is higher than a bar sticks out at both sides.
  const top = bottom - height + Math.max(0, (height - barHeight) / 2)
  switch (texture) {
    case 'solid':
      fillBox(context, [left, top, width, height])
      break
    case 'tick':
      fillBox(context, [left, top, kind === 'error' ? 4 : 3, height])
      break
    case 'outlined':
      outline(context, [left, top, width, height], [])
      break
    case 'dashed':
      outline(context, [left, top, width, height], [3, 2.5])
      break
    case 'hatched':
      outline(context, [left, top, width, height], [])
      hatch(context, [left, top, width, height])
      break
  }
}

type Rectangle = readonly [left: number, top: number, width: number, height: number]

function fillBox(context: CanvasRenderingContext2D, [left, top, width, height]: Rectangle): void {
  context.beginPath()
  context.roundRect(left, top, width, height, Math.min(2, width / 2, height / 2))
  context.fill()
}

function outline(context: CanvasRenderingContext2D, box: Rectangle, dashes: number[]): void {
  const [left, top, width, height] = box
  if (width < 2 * border) {
    if (width > 0) fillBox(context, box)
    return
  }
  context.lineWidth = border
  context.setLineDash(dashes)
  context.beginPath()
  context.roundRect(left + border / 2, top + border / 2, width - border, height - border, Math.min(2, width / 4))
  context.stroke()
  context.setLineDash([])
}

/** Diagonals that begin at the stretch's own end, so that they move with it. */
function hatch(context: CanvasRenderingContext2D, [left, top, width, height]: Rectangle): void {
  if (width < 4) return
  context.save()
  context.beginPath()
  context.rect(left + 1, top + 1, width - 2, height - 2)
  context.clip()
  context.lineWidth = border
  context.beginPath()
  for (let x = left; x < left + width + height; x += 5) {
    context.moveTo(x, top)
    context.lineTo(x - height, top + height)
  }
  context.stroke()
  context.restore()
}
