import type { PermissionRequest } from '../../../shared/domain/thread/state.ts'
import type { TranscriptRow } from '../../../shared/transcript/entry.ts'

/** Which answers an agent takes, and what each comes to. */
export interface AnswerWords {
  readonly canAllow: boolean
  readonly ifAllowed: string
  readonly ifDenied: string
  /** What it calls a lasting allowance; null where it offers none. */
  readonly always: string | null
}

const things: Readonly<Record<string, readonly [wants: string, happens: string]>> = {
  execute: ['run a command', 'the command runs'],
  edit: ['change a file', 'the file is changed'],
  delete: ['delete something', 'it is deleted'],
  move: ['move something', 'it is moved'],
  read: ['read something', 'it is read'],
  search: ['search', 'it searches'],
  fetch: ['fetch something', 'it is fetched'],
  switch_mode: ['work in another mode', 'its mode changes'],
}

/** What the agent wants, by the kind it named. */
export function wantWords({ kind }: Pick<PermissionRequest, 'kind'>): string {
  return things[kind]?.[0] ?? 'do something it needs your leave for'
}

export function answerWords({ kind, options }: Pick<PermissionRequest, 'kind' | 'options'>): AnswerWords {
  const has = (...kinds: readonly string[]) => options.some((option) => kinds.includes(option.kind))
  const happens = things[kind]?.[1] ?? 'the agent does it'
  return {
    canAllow: has('allow-once'),
    ifAllowed: has('allow-once')
      ? `${happens}, this once; next time it asks again`
      : 'the agent offers no allowance for once',
    ifDenied: has('deny-once', 'deny-always')
      ? 'it gets your reason and goes on without it'
      : 'the agent offers no way to say no, so the request is cancelled',
    always: options.find((option) => option.kind === 'allow-always')?.name ?? null,
  }
}

/** What led to a request, from the conversation before it. */
export interface Before {
  /** The agent's last words, if nothing but thoughts and the call itself came after them. */
  readonly said: string | null
  /** The last calls of tools before it, oldest first. */
  readonly tools: readonly TranscriptRow[]
}

const shownTools = 4

export function beforeRequest(
  rows: readonly TranscriptRow[],
  request: Pick<PermissionRequest, 'id' | 'toolCall'>,
): Before {
  const at = rows.findLastIndex((row) => row.kind === 'permission' && row.head.request === request.id)
  const earlier = at === -1 ? rows : rows.slice(0, at)
  const own = (row: TranscriptRow) => row.kind === 'tool' && row.head.toolCall === request.toolCall
  const start = earlier.findLastIndex((row) => row.kind === 'prompt')
  const turn = earlier.slice(start + 1).filter((row) => !own(row))
  const last = turn.findLast((row) => row.kind !== 'thought')
  const said = last?.kind === 'message' ? last.text.trim() : ''
  return {
    said: said === '' ? null : said,
    tools: turn.filter((row) => row.kind === 'tool').slice(-shownTools),
  }
}
