import type { Landing } from '../../../../shared/domain/landing/state.ts'
import type { Thread, ThreadState } from '../../../../shared/domain/thread/state.ts'
import type { ProvenWords } from '../../../../shared/domain/verification/queries.ts'
import { type NowLine, nowLine } from '../../../lib/thread-words.ts'
import type { GlyphKind } from '../../../ui/glyph.tsx'

export interface StateLook {
  readonly glyph: GlyphKind
  readonly name: string
}

const looks: Readonly<Record<ThreadState['kind'], StateLook>> = {
  queued: { glyph: 'wait', name: 'Queued' },
  preparing: { glyph: 'work', name: 'Preparing' },
  running: { glyph: 'work', name: 'Working' },
  'needs-you': { glyph: 'you', name: 'Needs you' },
  verifying: { glyph: 'work', name: 'Saving' },
  ready: { glyph: 'ok', name: 'Ready' },
  landing: { glyph: 'work', name: 'Merging' },
  landed: { glyph: 'done', name: 'Landed' },
  parked: { glyph: 'error', name: 'Parked' },
  discarded: { glyph: 'stopped', name: 'Discarded' },
}

export function stateLook({ state }: Pick<Thread, 'state'>): StateLook {
  const look = looks[state.kind]
  return state.kind === 'parked' && state.reason.code === 'interrupted' ? { ...look, glyph: 'stopped' } : look
}

const parked = {
  interrupted: 'interrupted',
  crash: 'it ended unexpectedly',
  setup: 'its worktree could not be set up',
  agent: 'its agent could not be started',
  'rate-limit': 'rate limit reached',
  auth: 'not signed in',
  overloaded: 'service overloaded',
  'context-overflow': 'conversation too large',
  refusal: 'the agent refused',
  error: 'the agent reported an error',
  checkpoint: 'its work could not be saved',
  'discard-failed': 'it could not be discarded',
  restored: 'restored',
  hang: 'it stood still',
  loop: 'it went in circles',
  'gate-failed': 'a gate does not pass',
  refuted: 'its verifier refuted it',
  conflict: 'it conflicts with what has landed',
  dependency: 'it waits for a parked task',
  budget: 'its budget is spent',
  unchanged: 'it changed nothing',
  'changed-files': 'it changed files it was only to read',
  superseded: 'another attempt replaced it',
  frozen: 'wound down after a freeze',
} as const

/** What stands beside the state's name. What is told at length below is only named here. */
export function stateLine(thread: Thread, landing: Landing | undefined, proof?: ProvenWords): NowLine {
  const { state } = thread
  if (state.kind === 'parked') return { text: parked[state.reason.code], code: null }
  if (state.kind === 'ready' && landingRefused(thread, landing)) return { text: 'not merged', code: null }
  if (state.kind === 'needs-you') return { text: '', code: null }
  if (state.kind === 'landed' && landing?.undoRefused != null) return { text: 'merge not taken back', code: null }
  return nowLine(thread, landing, proof)
}

/** Whether the last merge was refused, and nothing was done about it since. */
export function landingRefused(thread: Thread, landing: Landing | undefined): boolean {
  return landing?.state.kind === 'refused' && landing.queuedAt > thread.queuedAt
}
