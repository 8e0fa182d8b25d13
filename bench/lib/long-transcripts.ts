import { DatabaseSync } from 'node:sqlite'

/** Says in its own text which entry of which conversation it is. */
export function newestText(thread: string, entries: number): string {
  return `This is entry ${entries} of ${thread}.`
}

/**
 * Fills conversations of a store that no host has open, each with so many entries in turns of four: two messages, a
 * thought, a tool call with output. The last one is a message. What they had before is replaced.
 */
export function fillTranscripts(file: string, lengths: ReadonlyMap<string, number>): void {
  const database = new DatabaseSync(file)
  try {
    const clear = database.prepare('DELETE FROM transcript WHERE thread = :thread')
    const fill = database.prepare(
      `WITH RECURSIVE entries (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM entries WHERE n < :entries)
       INSERT INTO transcript
       SELECT :thread, 'entry-' || n, CASE n % 4 WHEN 1 THEN 'thought' WHEN 2 THEN 'tool' ELSE 'message' END,
         n, n, 1770000000000 + n,
         CASE n % 4
           WHEN 2 THEN json_object('toolCall', 'call-' || n, 'title', 'npm run check ' || n, 'toolKind', 'execute',
             'status', 'completed', 'paths', json_array())
           ELSE '{}' END,
         'This is entry ' || n || ' of ' || :thread || '.' ||
           CASE n % 4 WHEN 2 THEN char(10) || 'checked 214 files, no problems' ELSE
             ' It explains in a few sentences what was found in src/main.ts, **why** it happened, and what is'
             || ' changed next:' || char(10) || char(10) || '- the first step' || char(10) || '- the second step' END
       FROM entries`,
    )
    database.exec('BEGIN')
    for (const [thread, entries] of lengths) {
      clear.run({ ':thread': thread })
      fill.run({ ':thread': thread, ':entries': entries })
    }
    database.exec('COMMIT')
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    database.close()
  }
}
