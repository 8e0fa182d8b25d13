import type { Migration } from './migration.ts'

/** What belongs together is found without looking at the rest; rows of the rest are not in the index. */
export const groups: Migration = {
  version: 2,
  sql: `
    ALTER TABLE states ADD COLUMN grouped TEXT;
    UPDATE states SET grouped = CASE aggregate
      WHEN 'message' THEN min(coalesce(state ->> 'from', 'host'), state ->> 'to') || '~'
        || max(coalesce(state ->> 'from', 'host'), state ->> 'to')
      WHEN 'contractVersion' THEN state ->> 'contract'
      WHEN 'item' THEN state ->> 'cluster'
      ELSE state ->> 'project'
    END WHERE aggregate IN
      ('message', 'contract', 'contractVersion', 'finding', 'negotiation', 'item', 'coupling', 'cluster');
    CREATE INDEX states_of_group ON states (aggregate, grouped) WHERE grouped IS NOT NULL;
  `,
}
