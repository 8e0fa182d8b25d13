import type { Thread } from '../../../../shared/domain/thread/state.ts'
import type { ThreadId } from '../../../../shared/kernel/ids.ts'

const usual = {
  title: 'Invoice endpoints',
  agent: { kind: 'catalogue', id: 'scripted' },
  state: { kind: 'running' },
  project: 'p1',
  run: 'r1',
  base: { ref: 'main', commit: 'abcdef0123456789' },
  requests: [],
  activity: null,
  checkpoint: null,
  usage: null,
  since: 0,
  queuedAt: 0,
  createdAt: 0,
} as unknown as Thread

/** A thread as far as the board looks at one. */
export function threadOf(id: string, facts: Partial<Thread> = {}): Thread {
  return { ...usual, id: id as ThreadId, ...facts }
}
