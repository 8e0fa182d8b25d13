import { createHash } from 'node:crypto'
import { parseJson } from '../../../shared/kernel/parse-json.ts'
import type { HostOwner } from '../../ports/host-lock.ts'

/** What a lock's file holds. The id is new for each acquisition, so no two locks are ever confused. */
export interface LockRecord extends HostOwner {
  readonly id: string
}

export type LockContent =
  | { readonly kind: 'none' }
  | { readonly kind: 'record'; readonly id: string; readonly record: LockRecord }
  /** Nobody's lock: files appear whole or not at all, so no host is still writing this. */
  | { readonly kind: 'garbage'; readonly id: string }

export function formatRecord({ id, identity, address }: LockRecord): string {
  return `${JSON.stringify({ id, ...identity, ...address })}\n`
}

export function parseRecord(text: string): LockContent {
  const record = readRecord(text)
  if (record !== null) return { kind: 'record', id: record.id, record }
  return { kind: 'garbage', id: createHash('sha256').update(text).digest('hex').slice(0, 16) }
}

function readRecord(text: string): LockRecord | null {
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null) return null
  if (!('id' in value && 'pid' in value && 'startTime' in value)) return null
  const { id, pid, startTime } = value
  // The id becomes part of file names.
  if (typeof id !== 'string' || !/^[a-z0-9]+$/.test(id)) return null
  if (typeof pid !== 'number' || typeof startTime !== 'string') return null
  return { id, identity: { pid, startTime }, address: readAddress(value) }
}

function readAddress(value: object): HostOwner['address'] {
  if (!('url' in value && 'token' in value)) return null
  const { url, token } = value
  return typeof url === 'string' && typeof token === 'string' ? { url, token } : null
}
