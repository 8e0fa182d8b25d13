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
    sequence: readMaximum(session, 'SELECT max(sequence) FROM events', []),
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

/** Newest first. */
export function recent(session: Session, question: Question<'recent'>): Answer<'recent'> {
  const { instance, types, before, limit } = question
  const ofTypes = types === null ? '' : `type IN (${slots(types)}) AND`
  return session.read(
    `SELECT ${eventColumns} FROM events WHERE aggregate = ? AND instance = ? AND ${ofTypes} sequence < ? ORDER BY sequence DESC LIMIT ?`,
    [...instance, ...(types ?? []), before, limit],
  )
}

/** Answered by the index alone, but for the bodies of the few events that are no changed activity. */
export function track(session: Session, question: Question<'track'>): Answer<'track'> {
  const { thread, since, before, limit } = question
  const [row] = session.read<[string]>(trackOfThread, [
    ...[thread, before, thread, before, since, ...trackAnchors],
    ...[...trackEvents, limit],
  ])
  return row?.[0] ?? '[]'
}

const trackOfThread = `SELECT json_group_array(json_array(at, activity, body) ORDER BY sequence) FROM (
  SELECT sequence, at, activity, CASE WHEN activity IS NULL THEN body END AS body FROM events WHERE aggregate = 'thread' AND instance = ? AND sequence < ?
  AND sequence >= coalesce((
    SELECT sequence FROM events
    WHERE aggregate = 'thread' AND instance = ? AND sequence < ? AND at <= ? AND type IN (${slots(trackAnchors)})
    ORDER BY sequence DESC LIMIT 1
  ), 0)
  AND type IN (${slots(trackEvents)}) ORDER BY sequence DESC LIMIT ?)`

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
  return readMaximum(session, 'SELECT max(sequence) FROM transcript WHERE thread = ?', [thread])
}

function readMaximum(session: Session, sql: string, values: readonly string[]): number {
  return session.read<[number | null]>(sql, values)[0]?.[0] ?? 0
}
