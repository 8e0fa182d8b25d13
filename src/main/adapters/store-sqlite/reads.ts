import { trackAnchors, trackEvents } from '../../../shared/domain/track/advance-track.ts'
import { transcriptPageSize } from '../../ports/store.ts'
import type { Session } from './session.ts'
import type { Answer, Question, TranscriptRows } from './wire.ts'

const stateColumns = 'aggregate, id, archived, sequence, state'
const eventColumns = 'sequence, at, actor, command, cause, aggregate, instance, type, body'
const effectColumns = 'key, sequence, reactor, number, kind, lane, interrupting, payload, intent'
const transcriptColumns = 'thread, entry, kind, position, sequence, at, head, text'

/** Live rows and open effects only: the log is never replayed. */
export function load(session: Session): Answer<'load'> {
  return {
    sequence: readNumber(session, 'SELECT max(sequence) FROM events', []),
    states: session.read(`SELECT ${stateColumns} FROM states WHERE archived = 0 ORDER BY aggregate, id`, []),
    effects: session.read(`SELECT ${effectColumns} FROM effects ORDER BY sequence, reactor, number`, []),
  }
}

export function states(session: Session, keys: Question<'states'>): Answer<'states'> {
  return keys.flatMap((key) => session.read(`SELECT ${stateColumns} FROM states WHERE aggregate = ? AND id = ?`, key))
}

export function archived(session: Session, question: Question<'archived'>): Answer<'archived'> {
  return session.read(
    `SELECT ${stateColumns} FROM states WHERE archived = 1 AND aggregate = ? AND sequence < ?
     ORDER BY sequence DESC, id DESC LIMIT ?`,
    [question.aggregate, question.before, question.limit],
  )
}

/** A row keeps its rowid when it changes: by it they stay in the order in which they came. */
export function group(session: Session, question: Question<'group'>): Answer<'group'> {
  return session.read(
    `SELECT ${stateColumns}, rowid FROM states WHERE aggregate = ? AND grouped = ? AND rowid < ?
     ORDER BY rowid DESC LIMIT ?`,
    [question.aggregate, question.group, question.before ?? Number.MAX_SAFE_INTEGER, question.limit],
  )
}

export function receipts(session: Session, commands: Question<'receipts'>): Answer<'receipts'> {
  const sql = 'SELECT command, digest, sequence FROM receipts WHERE command = ?'
  return commands.flatMap((command) => session.read(sql, [command]))
}

export function events(session: Session, question: Question<'events'>): Answer<'events'> {
  const { after, limit, instance } = question
  const narrowed = instance === null ? '' : 'aggregate = ? AND instance = ? AND'
  return session.read(`SELECT ${eventColumns} FROM events WHERE ${narrowed} sequence > ? ORDER BY sequence LIMIT ?`, [
    ...(instance ?? []),
    after,
    limit,
  ])
}

export function kept(session: Session, area: Question<'kept'>): Answer<'kept'> {
  return session.read('SELECT key, value FROM kept WHERE area = ? ORDER BY key', [area])
}

export function payload(session: Session, id: Question<'payload'>): Answer<'payload'> {
  return session.read<[string]>('SELECT payload FROM payloads WHERE id = ?', [id])[0]?.[0] ?? null
}

/** Newest first. The index alone tells which those are, however many others each instance has. */
export function recent(session: Session, question: Question<'recent'>): Answer<'recent'> {
  const { instances, types, before, limit } = question
  const ofTypes = types === null ? '' : `type IN (${slots(types)}) AND`
  const sql = `SELECT sequence FROM events WHERE aggregate = ? AND instance = ? AND ${ofTypes} sequence < ? ORDER BY sequence DESC LIMIT ?`
  const found = instances.flatMap((instance) =>
    session.read<[number]>(sql, [...instance, ...(types ?? []), before, limit]).map(([sequence]) => sequence),
  )
  const newest = found.sort((one, other) => other - one).slice(0, limit)
  return session.read(
    `SELECT ${eventColumns} FROM events WHERE sequence IN (SELECT value FROM json_each(?)) ORDER BY sequence DESC`,
    [JSON.stringify(newest)],
  )
}

/** Answered by the index alone, but for the bodies of the few events that are no changed activity. */
export function track(session: Session, question: Question<'track'>): Answer<'track'> {
  const { thread, since, before, limit } = question
  const anchor = [thread, Math.min(before, sequenceAt(session, since)), since, ...trackAnchors]
  const [row] = session.read<[string]>(trackOfThread, [thread, before, ...anchor, ...trackEvents, limit])
  return row?.[0] ?? '[]'
}

const trackOfThread = `SELECT json_group_array(json_array(sequence, at, activity, body)) FROM (
  SELECT sequence, at, activity, CASE WHEN activity IS NULL THEN body END AS body FROM events
  WHERE aggregate = 'thread' AND instance = ? AND sequence < ? AND sequence >= coalesce((
    SELECT sequence FROM events
    WHERE aggregate = 'thread' AND instance = ? AND sequence < ? AND at <= ? AND type IN (${slots(trackAnchors)})
    ORDER BY sequence DESC LIMIT 1
  ), 0) AND type IN (${slots(trackEvents)}) ORDER BY sequence DESC LIMIT ?)`

/** Where in the log a time lies: a first event after it. Only near, where the clock was set back in between. */
function sequenceAt(session: Session, time: number): number {
  let low = 1
  let high = readNumber(session, 'SELECT max(sequence) FROM events', []) + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (readNumber(session, 'SELECT at FROM events WHERE sequence = ?', [middle]) > time) high = middle
    else low = middle + 1
  }
  return low
}

function slots(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ')
}

export function tail(session: Session, question: Question<'tail'>): TranscriptRows {
  const { thread, before, limit } = question
  const sequence = transcriptSequence(session, thread)
  const rows: TranscriptRows['rows'] = session.read(page('thread = ? AND position < ?', 'position DESC'), [
    thread,
    before ?? Number.MAX_SAFE_INTEGER,
    limit,
    transcriptPageSize,
  ])
  return { rows: rows.toReversed(), sequence }
}

export function changes(session: Session, question: Question<'changes'>): TranscriptRows {
  const { thread, after, limit } = question
  const sequence = transcriptSequence(session, thread)
  const rows: TranscriptRows['rows'] = session.read(page('thread = ? AND sequence > ?', 'sequence'), [
    thread,
    after,
    limit,
    transcriptPageSize,
  ])
  return { rows, sequence }
}

/** Rows from the first on until they are large enough together; one is always among them. */
function page(condition: string, order: string): string {
  return `SELECT ${transcriptColumns} FROM (
    SELECT *, sum(octet_length(head) + octet_length(text)) OVER (ORDER BY ${order}) - octet_length(head) - octet_length(text) AS earlier
    FROM (SELECT ${transcriptColumns} FROM transcript WHERE ${condition} ORDER BY ${order} LIMIT ?)
  ) WHERE earlier < ? ORDER BY ${order}`
}

function transcriptSequence(session: Session, thread: string): number {
  return readNumber(session, 'SELECT max(sequence) FROM transcript WHERE thread = ?', [thread])
}

function readNumber(session: Session, sql: string, values: readonly (string | number)[]): number {
  return session.read<[number | null]>(sql, values)[0]?.[0] ?? 0
}
