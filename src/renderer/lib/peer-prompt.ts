import { unframed } from '../../shared/domain/peers/frame.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import type { TranscriptRow } from '../../shared/transcript/entry.ts'

/** A piece of a prompt from one origin, with the messages in it where other threads wrote them. */
export type PromptPart =
  /** `origin`: a PromptOrigin, or whatever else a later host may write. */
  | { readonly kind: 'words'; readonly origin: string; readonly text: string }
  | { readonly kind: 'message'; readonly message: GivenMessage }

/** A message as it was put before an agent. */
export interface GivenMessage {
  readonly id: string
  /** The thread that wrote it; null: the host. */
  readonly from: string | null
  /** Title of that thread when it was given. */
  readonly title: string
  /** 'question'; null for a plain message. */
  readonly what: string | null
  /** Milliseconds since the epoch, to the minute. */
  readonly sentAt: number
  readonly text: string
}

/**
 * What a prompt is made of. Only what the host noted as from peers is read for messages; where it noted nothing, all of
 * it is of one origin.
 */
export function promptParts({ head, text, at }: TranscriptRow): readonly PromptPart[] {
  const whole = { kind: 'words', origin: originOf(head.origin), text } as const
  const pieces = Array.isArray(head.parts) ? cut(text, head.parts as readonly JsonValue[]) : null
  if (pieces === null) return [whole]
  return pieces.flatMap(({ origin, piece }): readonly PromptPart[] =>
    origin === 'peer' ? messagesIn(piece, at) : [{ kind: 'words', origin, text: piece }],
  )
}

interface Piece {
  readonly origin: string
  readonly piece: string
}

/** Between two blocks of a prompt. */
const gap = '\n\n'

/** Null where the notes don't fit the text. */
function cut(text: string, parts: readonly JsonValue[]): readonly Piece[] | null {
  const pieces: Piece[] = []
  let from = 0
  for (const part of parts) {
    if (!Array.isArray(part)) return null
    const [origin, length] = part as readonly JsonValue[]
    if (typeof origin !== 'string' || typeof length !== 'number' || length < 0) return null
    pieces.push({ origin, piece: text.slice(from, from + length) })
    from += length + gap.length
  }
  return from === text.length + gap.length ? pieces : null
}

/** Prompts of the first versions say nothing, and were a person's. */
function originOf(origin: JsonValue | undefined): string {
  if (origin === undefined) return 'person'
  return typeof origin === 'string' ? origin : 'unknown'
}

const header =
  /^Message \d+ from (?:the host|“?(?<title>.*?)”? \(thread (?<from>[^()]*)\)), (?<hours>\d\d):(?<minutes>\d\d) UTC(?:, (?<what>\w+))?(?: to message \S+)? \(id (?<id>\S+)\):$/

/** Framed messages, one after the other; what isn't framed stays words of a peer. */
function messagesIn(piece: string, at: number): readonly PromptPart[] {
  const parts: PromptPart[] = []
  const lines = piece.split('\n')
  for (let line = 0; line < lines.length; line += 1) {
    const found = header.exec(lines[line] ?? '')?.groups
    const body = quotedAfter(lines, line + 1)
    if (found !== undefined && body.length > 0) {
      parts.push({ kind: 'message', message: givenMessage(found, body, at) })
      line += body.length
    } else if ((lines[line] ?? '') !== '') {
      parts.push({ kind: 'words', origin: 'peer', text: lines[line] ?? '' })
    }
  }
  return parts
}

function quotedAfter(lines: readonly string[], first: number): readonly string[] {
  const end = lines.findIndex((line, at) => at >= first && !line.startsWith('> '))
  return lines.slice(first, end === -1 ? lines.length : end)
}

type Found = Readonly<Partial<Record<string, string>>>

function givenMessage(
  { id, title, from, hours, minutes, what }: Found,
  body: readonly string[],
  at: number,
): GivenMessage {
  return {
    id: id ?? '',
    from: from ?? null,
    title: title ?? 'Switchyard',
    what: what ?? null,
    sentAt: lastAt(at, Number(hours), Number(minutes)),
    text: unframed(body.join('\n')),
  }
}

const day = 86_400_000
/** The clock of whoever wrote a time may be a little ahead. */
const ahead = 60_000

/** The last time before `at` that a clock showed this, in UTC. */
function lastAt(at: number, hours: number, minutes: number): number {
  const time = new Date(at).setUTCHours(hours, minutes, 0, 0)
  return time > at + ahead ? time - day : time
}
