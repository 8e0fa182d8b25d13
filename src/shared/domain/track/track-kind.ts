import type { ActivityKind, ParkCode, ParkReason, RestState } from '../thread/state.ts'
import type { TrackKind } from './track.ts'

/** How an agent's activity is drawn: what it says is thinking aloud. */
export const trackKindOf: Readonly<Record<ActivityKind, TrackKind>> = {
  starting: 'thinking',
  thinking: 'thinking',
  writing: 'thinking',
  reading: 'reading',
  editing: 'editing',
  running: 'running',
}

/** What a person did themselves is no trouble, and draws nothing. */
const inTrouble: Readonly<Record<ParkCode, boolean>> = {
  interrupted: false,
  restored: false,
  crash: true,
  setup: true,
  agent: true,
  'rate-limit': true,
  auth: true,
  overloaded: true,
  'context-overflow': true,
  refusal: true,
  error: true,
  checkpoint: true,
  'discard-failed': true,
  hang: true,
  loop: true,
  'gate-failed': true,
  refuted: true,
  conflict: true,
  dependency: false,
  budget: true,
  unchanged: true,
  'changed-files': true,
  superseded: false,
  frozen: false,
}

export function parkedKind(reason: ParkReason): TrackKind | null {
  return inTrouble[reason.code] ? 'trouble' : null
}

export function restKind(rest: RestState): TrackKind | null {
  return rest.kind === 'ready' ? 'ready' : parkedKind(rest.reason)
}
