import type { Message } from '../../../../shared/domain/peers/state.ts'

/** What was read of a conversation from the store: a piece without gaps, up to its newest message. */
export interface MessageBook {
  /** By id. */
  readonly rows: ReadonlyMap<string, Message>
  /** Where the next page begins; null when the beginning is reached, undefined before the first page. */
  readonly next: number | null | undefined
}

export interface MessagePage {
  /** Newest first. */
  readonly rows: readonly Message[]
  readonly next: number | null
}

export const emptyBook: MessageBook = { rows: new Map(), next: undefined }

/** Read, refused and expired messages never change again. */
function isOver({ state }: Message): boolean {
  return state.kind === 'read' || state.kind === 'refused' || state.kind === 'expired'
}

/** A page that begins at the newest message. What lies before it is let go where it may have changed meanwhile. */
export function withNewestPage(book: MessageBook, page: MessagePage): MessageBook {
  const fetched = new Map(page.rows.map((row) => [row.id as string, row]))
  const kept = [...book.rows].filter(([id]) => !fetched.has(id))
  const joined = page.rows.some(({ id }) => book.rows.has(id)) && kept.every(([, row]) => isOver(row))
  if (!joined) return { rows: fetched, next: page.next }
  return { rows: new Map([...kept, ...fetched]), next: book.next }
}

export function withEarlierPage(book: MessageBook, page: MessagePage): MessageBook {
  const rows = page.rows.map((row) => [row.id as string, row] as const)
  return { rows: new Map([...rows, ...book.rows]), next: page.next }
}

/**
 * What is shown of a conversation, oldest first: what was read, and what is live as it is now. Live messages from before
 * the piece that was read wait until it reaches them, so that nothing is put between what somebody looks at.
 */
export function shownMessages({ rows, next }: MessageBook, live: readonly Message[]): readonly Message[] {
  const all = new Map(rows)
  for (const message of live) {
    const known = all.get(message.id)
    if (known === undefined || !isOver(known)) all.set(message.id, message)
  }
  const oldest = [...rows.values()].reduce((least, { sentAt }) => Math.min(least, sentAt), Number.POSITIVE_INFINITY)
  const whole = next === null || rows.size === 0
  return [...all.values()]
    .filter(({ id, sentAt }) => whole || rows.has(id) || sentAt >= oldest)
    .sort((one, other) => one.sentAt - other.sentAt || one.number - other.number)
}

/** Whether something that was live has gone to the store since, where it may have another state. */
export function hasLeft(before: readonly Message[], live: readonly Message[]): boolean {
  if (before.length === 0) return false
  const present = new Set(live.map(({ id }) => id))
  return before.some(({ id }) => !present.has(id))
}
