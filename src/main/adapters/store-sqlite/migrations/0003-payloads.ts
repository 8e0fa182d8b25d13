import type { Migration } from './migration.ts'

/** What events said, apart from the log: it is deleted when its time is over, and the log never is. */
export const payloads: Migration = {
  version: 3,
  sql: `
    CREATE TABLE payloads (
      id TEXT PRIMARY KEY,
      at INTEGER NOT NULL,
      payload TEXT NOT NULL
    ) STRICT;
    CREATE INDEX payloads_by_time ON payloads (at);
  `,
}
