import { type Session, WriteRefused } from './session.ts'
import type { Statements } from './statements.ts'
import type { CommitRows, EffectRow, Question, TranscriptOperation, WriteOutcome } from './wire.ts'

export function commit(session: Session, rows: CommitRows): WriteOutcome {
  return session.write((statements) => {
    for (const row of rows.events) statements.run('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', row)
    for (const row of rows.states) {
      statements.run(
        `INSERT INTO states (aggregate, id, archived, sequence, state, grouped) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (aggregate, id) DO UPDATE
         SET archived = excluded.archived, sequence = excluded.sequence, state = excluded.state,
             grouped = excluded.grouped`,
        row,
      )
    }
    for (const row of rows.receipts) statements.run('INSERT INTO receipts VALUES (?, ?, ?)', row)
    for (const row of rows.effects) insertEffect(statements, row)
    for (const key of rows.settledEffects) settleEffect(statements, key)
  })
}

export function intend(session: Session, [intent, key]: Question<'intend'>): WriteOutcome {
  return session.write((statements) => {
    const changed = statements.run('UPDATE effects SET intent = ? WHERE key = ?', [intent, key])
    if (changed === 0) throw new WriteRefused(`there is no open effect ${key}`)
  })
}

export function keep(session: Session, { area, rows }: Question<'keep'>): WriteOutcome {
  return session.write((statements) => {
    for (const [key, value] of rows) {
      if (value === null) statements.run('DELETE FROM kept WHERE area = ? AND key = ?', [area, key])
      else statements.run('INSERT OR REPLACE INTO kept VALUES (?, ?, ?)', [area, key, value])
    }
  })
}

export function keepPayloads(session: Session, rows: Question<'keepPayloads'>): WriteOutcome {
  return session.write((statements) => {
    for (const row of rows) statements.run('INSERT OR REPLACE INTO payloads VALUES (?, ?, ?)', row)
  })
}

export function expirePayloads(session: Session, { before }: Question<'expirePayloads'>): WriteOutcome {
  return session.write((statements) => {
    statements.run('DELETE FROM payloads WHERE at < ?', [before])
  })
}

/** All batches in one transaction; where that fails, each in its own, so that a bad one harms no other. */
export function append(session: Session, batches: Question<'append'>): readonly WriteOutcome[] {
  if (batches.length > 1 && appendBatch(session, batches.flat()) === undefined) return batches.map(() => undefined)
  return batches.map((batch) => appendBatch(session, batch))
}

function appendBatch(session: Session, batch: readonly TranscriptOperation[]): WriteOutcome {
  return session.write((statements) => {
    for (const operation of batch) applyOperation(statements, operation)
  })
}

function applyOperation(statements: Statements, operation: TranscriptOperation): void {
  if (operation.put !== undefined) {
    statements.run(
      `INSERT INTO transcript (thread, entry, kind, position, sequence, at, head, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (thread, entry) DO UPDATE SET kind = excluded.kind, position = excluded.position,
       sequence = excluded.sequence, at = excluded.at, head = excluded.head, text = excluded.text`,
      operation.put,
    )
    return
  }
  const changed = statements.run(
    'UPDATE transcript SET text = text || ?, sequence = ? WHERE thread = ? AND entry = ?',
    operation.append,
  )
  if (changed === 0) throw new WriteRefused(`there is no transcript entry ${operation.append[3]} to append to`)
}

function insertEffect(statements: Statements, row: EffectRow): void {
  statements.run('INSERT INTO effects VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', row)
}

/** Settling what is not open (any more) is no error: its outcome may be reported twice after a crash. */
function settleEffect(statements: Statements, key: string): void {
  statements.run('DELETE FROM effects WHERE key = ?', [key])
}
