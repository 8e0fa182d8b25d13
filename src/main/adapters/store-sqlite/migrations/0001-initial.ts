import type { Migration } from './migration.ts'

/** Marks a file as ours ("SyYd"), so that a stranger's database is never migrated. */
export const applicationId = 0x53795964

/**
 * `events_of_instance` has all that a track is drawn from, so that thousands of events are read without
 * their bodies: `activity` is the kind of a changed activity, by far the most frequent event.
 * `states_live` keeps `load` proportional to live rows however many are archived. An effect's key is
 * stored with its parts, since keys as text would order 10 before 9. Effects that are
 * done leave no trace: a key begins with its event's sequence, and no event is ever stored twice.
 */
export const initial: Migration = {
  version: 1,
  sql: `
    PRAGMA application_id = ${applicationId};

    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO meta (key, value) VALUES ('clean', '1');

    CREATE TABLE events (
      sequence INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      command TEXT NOT NULL,
      cause INTEGER,
      aggregate TEXT NOT NULL,
      instance TEXT NOT NULL,
      type TEXT NOT NULL,
      body TEXT NOT NULL,
      activity TEXT
    ) STRICT;
    CREATE INDEX events_of_instance ON events (aggregate, instance, sequence, type, at, activity);

    CREATE TABLE states (
      aggregate TEXT NOT NULL,
      id TEXT NOT NULL,
      archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
      sequence INTEGER NOT NULL,
      state TEXT NOT NULL,
      PRIMARY KEY (aggregate, id)
    ) STRICT;
    CREATE INDEX states_live ON states (aggregate, id) WHERE archived = 0;
    CREATE INDEX states_archived ON states (aggregate, sequence) WHERE archived = 1;

    CREATE TABLE receipts (
      command TEXT PRIMARY KEY,
      digest TEXT NOT NULL,
      sequence INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE effects (
      key TEXT PRIMARY KEY,
      sequence INTEGER NOT NULL,
      reactor TEXT NOT NULL,
      number INTEGER NOT NULL,
      kind TEXT NOT NULL,
      lane TEXT NOT NULL,
      interrupting INTEGER NOT NULL CHECK (interrupting IN (0, 1)),
      payload TEXT NOT NULL,
      intent TEXT
    ) STRICT;
    CREATE INDEX effects_in_order ON effects (sequence, reactor, number);

    CREATE TABLE transcript (
      thread TEXT NOT NULL,
      entry TEXT NOT NULL,
      kind TEXT NOT NULL,
      position INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      at INTEGER NOT NULL,
      head TEXT NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (thread, entry)
    ) STRICT;
    CREATE INDEX transcript_by_position ON transcript (thread, position);
    CREATE INDEX transcript_by_sequence ON transcript (thread, sequence);

    CREATE TABLE kept (
      area TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (area, key)
    ) STRICT;
  `,
}
