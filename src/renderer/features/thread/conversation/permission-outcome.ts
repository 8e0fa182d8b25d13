import type { StoredEvent } from '../../../../shared/domain/event.ts'
import type { PermissionOptionKind } from '../../../../shared/domain/thread/state.ts'
import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'

/** What was answered to a request, as the thread's events tell it. */
export interface Answer {
  /** Null where the request was cancelled, or the option isn't known any more. */
  readonly kind: PermissionOptionKind | null
  readonly option: string
  readonly reason: string | null
  /** Nobody was asked: the host answered, by a rule. */
  readonly byHost: boolean
}

/** The answers among a thread's events, by request. */
export function answersOf(events: readonly StoredEvent[]): ReadonlyMap<string, Answer> {
  const options = new Map<string, ReadonlyMap<string, { kind: PermissionOptionKind; name: string }>>()
  for (const { event } of events) {
    if (event.type !== 'thread.permission-asked') continue
    options.set(event.request.id, new Map(event.request.options.map((option) => [option.id, option])))
  }
  const answers = new Map<string, Answer>()
  for (const { event, actor } of events) {
    if (event.type !== 'thread.permission-answered') continue
    const option = event.option === null ? undefined : options.get(event.request)?.get(event.option)
    answers.set(event.request, {
      kind: option?.kind ?? null,
      option: option?.name ?? '',
      reason: event.reason,
      byHost: actor !== 'person',
    })
  }
  return answers
}

export type PermissionState = 'open' | 'answered' | 'cancelled'

export interface PermissionOutcome {
  readonly request: string
  readonly state: PermissionState
  readonly text: string
  readonly allowed: boolean
  readonly reason: string | null
  readonly byHost: boolean
}

const answered: Readonly<Record<PermissionOptionKind, string>> = {
  'allow-once': 'allowed once',
  'allow-always': 'allowed always',
  'deny-once': 'denied',
  'deny-always': 'denied always',
}

/** What a rule, or what the thread may do at all, says of itself. */
function automatic(allowed: boolean): string {
  return allowed ? 'allowed by a rule' : 'denied, nobody was asked'
}

/** What became of a request in the conversation. */
export function permissionOutcome({ head }: TranscriptRow, answer: Answer | undefined): PermissionOutcome {
  const request = typeof head.request === 'string' ? head.request : ''
  const state: PermissionState = head.state === 'answered' || head.state === 'cancelled' ? head.state : 'open'
  const { reason = null, byHost = false } = answer ?? {}
  if (state === 'open') return { request, state, text: 'waits for an answer', allowed: false, reason, byHost }
  if (state === 'cancelled') {
    return { request, state, text: answer === undefined ? 'no longer asked' : 'denied', allowed: false, reason, byHost }
  }
  const kind = answer?.kind ?? null
  const allowed = kind === 'allow-once' || kind === 'allow-always'
  if (kind === null) return { request, state, text: 'answered', allowed, reason, byHost }
  return { request, state, text: byHost ? automatic(allowed) : answered[kind], allowed, reason, byHost }
}
