import { initial } from './0001-initial.ts'
import { groups } from './0002-groups.ts'
import { payloads } from './0003-payloads.ts'
import type { Migration } from './migration.ts'

/** Every step, oldest first. A step that was ever released is never edited: add the next one. */
export const migrations: readonly Migration[] = [initial, groups, payloads]
