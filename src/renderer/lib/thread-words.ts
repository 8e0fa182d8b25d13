import type { Landing } from '../../shared/domain/landing/state.ts'
import type { Activity, AgentChoice, Thread } from '../../shared/domain/thread/state.ts'
import type { ProvenWords } from '../../shared/domain/verification/queries.ts'
import { plural } from './format-number.ts'
import { proofLine } from './proof-words.ts'
import { visibleLine } from './visible-text.ts'

/** One line in two voices: what happens, and the exact thing it happens to (shown as code). */
export interface NowLine {
  readonly text: string
  readonly code: string | null
}

/** What a thread does or wants now, for one row. The thing named is a stranger's text, made visible. */
export function nowLine(thread: Thread, landing?: Landing | undefined, proof?: ProvenWords | undefined): NowLine {
  const { state } = thread
  switch (state.kind) {
    case 'queued':
      return say('waits for a free executor')
    case 'preparing':
      return say(thread.session.generation > 1 ? 'starting its agent' : 'making its worktree')
    case 'running':
      return activityLine(thread.activity, thread.turn?.phase === 'cancelling')
    case 'needs-you':
      return request(thread)
    case 'verifying':
      return say(verifying(thread, proof))
    case 'ready':
      return ready(thread, landing, proof)
    case 'landing':
      return say(landingWords(landing))
    case 'landed':
      return landed(landing, state.commit)
    case 'parked':
      return say(state.reason.message)
    case 'discarded':
      return say(state.trash === 'restoring' ? 'coming back from the trash' : 'in the trash')
  }
}

function say(text: string, code: string | null = null): NowLine {
  return { text: visibleLine(text), code: code === null ? null : visibleLine(code) }
}

const doing: Readonly<Record<Activity['kind'], string>> = {
  starting: 'starting',
  thinking: 'thinking',
  reading: 'reading',
  editing: 'editing',
  running: 'running',
  writing: 'writing',
}

function activityLine(activity: Activity | null, cancelling: boolean): NowLine {
  if (cancelling) return say('asked to stop')
  if (activity === null) return say('starting')
  if (activity.silentSince !== undefined) return say('silent, last seen', doing[activity.kind])
  return say(doing[activity.kind], activity.detail === '' ? null : activity.detail)
}

function request(thread: Thread): NowLine {
  const [first, ...more] = thread.requests
  if (first === undefined) return say('waits for you')
  const count = more.length === 0 ? '' : ` (and ${more.length} more)`
  return say(`asks${count}:`, first.title)
}

function verifying({ state }: Thread, proof: ProvenWords | undefined): string {
  if (state.kind !== 'verifying' || state.checking !== true) return 'saving its work'
  if (proof?.kind === 'unchecked') return 'waits to be checked'
  return proof?.kind === 'checking' || proof?.kind === 'verifying' ? proofLine(proof).short : 'its work is checked'
}

function ready(thread: Thread, landing: Landing | undefined, proof: ProvenWords = { kind: 'no-gates' }): NowLine {
  if (landing?.state.kind === 'refused' && landing.queuedAt > thread.queuedAt) {
    return say(`not merged: ${landing.state.failure.message}`)
  }
  if (thread.checkpoint === null || thread.checkpoint.files === 0) return say('ended without changes')
  const { files } = thread.checkpoint
  return say(`${plural(files, 'file')} changed, ${proofLine(proof).short}`)
}

function landingWords(landing: Landing | undefined): string {
  switch (landing?.state.kind) {
    case 'waiting':
    case 'undo-waiting':
      return 'waits for another merge'
    case 'undoing':
    case 'undo-following':
      return 'taking the merge back'
    default:
      return 'merging'
  }
}

function landed(landing: Landing | undefined, commit: string): NowLine {
  if (landing?.undoRefused != null) return say(`merge not taken back: ${landing.undoRefused.message}`)
  return say(landing === undefined ? 'merged as' : `merged on ${landing.into} as`, commit.slice(0, 7))
}

/** The agent's name for people; an id that nobody knows is shown as it is. */
export function agentName(
  agent: AgentChoice,
  known: readonly { readonly id: string; readonly name: string }[],
): string {
  if (agent.kind === 'command') return visibleLine(agent.command.split(/\s/, 1)[0]?.split('/').at(-1) ?? 'command')
  return visibleLine(known.find((one) => one.id === agent.id)?.name ?? agent.id)
}
