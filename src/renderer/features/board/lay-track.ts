import type { Track, TrackKind } from '../../../shared/domain/track/track.ts'

/** A stretch as it is drawn; lengths in px from the left end of the axis. */
export interface Mark {
  readonly kind: TrackKind
  readonly left: number
  readonly width: number
  /** It still lasts. */
  readonly present: boolean
}

export interface TrackSpan {
  /** Both in ms since the epoch. */
  readonly since: number
  readonly now: number
  /** In px. */
  readonly width: number
}

interface Piece {
  readonly kind: TrackKind
  readonly left: number
  readonly right: number
  readonly present: boolean
}

/**
 * What is drawn of a track. Stretches too narrow to be seen are drawn together, as what most of that time was; so
 * there are never more marks than pixels, however busy the thread.
 */
export function layTrack(track: Track, { since, now, width }: TrackSpan): readonly Mark[] {
  const scale = width / Math.max(1, now - since)
  const marks: Mark[] = []
  let narrow: Piece[] = []
  const flush = () => {
    const mark = together(narrow)
    narrow = []
    if (mark !== null) add(marks, mark)
  }
  for (const { kind, from, to } of track) {
    const end = to ?? now
    if (end <= since || from > now) continue
    const left = Math.max(0, (from - since) * scale)
    const right = Math.min(width, (end - since) * scale)
    const piece = { kind, left, right, present: to === null }
    const first = narrow[0]
    if (first !== undefined && right - first.left > 1) flush()
    if (right - left >= 1 || piece.present) {
      flush()
      add(marks, asMark(piece))
    } else narrow.push(piece)
  }
  flush()
  return marks
}

/** In px, from tick to tick: closer ones are drawn as one, so that a busy exchange still reads as ticks. */
const tickPace = 5

/** Where messages are drawn, from the left. */
export function layTicks(
  messages: readonly { readonly at: number }[],
  { since, now, width }: TrackSpan,
): readonly number[] {
  const places: number[] = []
  for (const { at } of messages) {
    const place = ((at - since) / Math.max(1, now - since)) * width
    const last = places.at(-1)
    if (at >= since && (last === undefined || place - last >= tickPace)) places.push(Math.min(place, width - 2))
  }
  return places
}

function asMark({ kind, left, right, present }: Piece): Mark {
  const width = Math.max(1, right - left)
  // What has only begun would lie beyond the present.
  return { kind, left: present ? right - width : left, width, present }
}

function together(pieces: readonly Piece[]): Mark | null {
  const [first, last] = [pieces[0], pieces.at(-1)]
  if (first === undefined || last === undefined) return null
  const lengths = new Map<TrackKind, number>()
  for (const { kind, left, right } of pieces) lengths.set(kind, (lengths.get(kind) ?? 0) + right - left)
  const [kind] = [...lengths].reduce((most, one) => (one[1] > most[1] ? one : most))
  return asMark({ kind, left: first.left, right: last.right, present: false })
}

/** The same again right after it goes on as one. */
function add(marks: Mark[], mark: Mark): void {
  const before = marks.at(-1)
  const joins = before !== undefined && before.kind === mark.kind && !before.present && !mark.present
  if (joins && before.width <= 1.5 && mark.left - (before.left + before.width) < 0.5) {
    marks[marks.length - 1] = { ...before, width: Math.max(before.width, mark.left + mark.width - before.left) }
  } else marks.push(mark)
}
