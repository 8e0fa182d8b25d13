import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { ThreadEvent } from './events.ts'
import { interrupted } from './park-reasons.ts'
import { grown, settle, waited } from './spending.ts'
import type { ParkReason, PromptRef, RestState, Thread, ThreadState, Turn } from './state.ts'
import { isSteered, steerFirst, unsteered } from './steering.ts'

type Dispatched = Extract<ThreadEvent, { type: 'thread.dispatched' }>
type Later = Exclude<ThreadEvent, Dispatched>
type Step<Type extends Later['type']> = (
  thread: Thread,
  event: Extract<Later, { type: Type }>,
  envelope: EventEnvelope,
) => Thread

export function reduceThread(state: Thread | undefined, event: ThreadEvent, envelope: EventEnvelope): Thread {
  if (event.type === 'thread.dispatched') return dispatched(event, envelope)
  const step = steps[event.type] as Step<typeof event.type>
  return step({ ...existing(state, event), archived: false }, event as never, envelope)
}

function dispatched(event: Dispatched, envelope: EventEnvelope): Thread {
  return {
    id: event.id,
    run: event.run,
    task: event.task,
    project: event.project,
    title: event.title,
    agent: event.agent,
    base: event.base,
    into: event.into,
    state: { kind: 'queued' },
    prompts: [event.prompt],
    turn: null,
    turns: 0,
    discarding: false,
    requests: [],
    session: { generation: 0, session: null, live: false },
    activity: null,
    checkpoint: null,
    usage: null,
    notices: [],
    createdAt: envelope.at,
    since: envelope.at,
    queuedAt: envelope.sequence,
    archived: false,
    ...(event.role === undefined ? {} : { role: event.role }),
    ...(event.about === undefined ? {} : { about: event.about }),
    ...(event.stackedOn === undefined ? {} : { stackedOn: event.stackedOn }),
    ...(event.priority === undefined ? {} : { priority: event.priority }),
  }
}

function enter(thread: Thread, state: ThreadState, envelope: EventEnvelope): Thread {
  return { ...thread, state, since: envelope.at }
}

/** Back to where an open turn stands once nothing waits for a person. */
function settled(thread: Thread, envelope: EventEnvelope): Thread {
  if (thread.state.kind !== 'needs-you' || thread.requests.length > 0) return thread
  return enter(waited(thread, envelope), { kind: 'running' }, envelope)
}

function withoutRequest(thread: Thread, request: string, envelope: EventEnvelope): Thread {
  return settled({ ...thread, requests: thread.requests.filter((open) => open.id !== request) }, envelope)
}

function withdrawn(thread: Thread, turn: Turn, sends: number): readonly PromptRef[] {
  const again = { turn: turn.number, sends }
  return [{ ...turn.prompt, again }, ...thread.prompts]
}

const steps: { readonly [Type in Later['type']]: Step<Type> } = {
  'thread.prompt-queued': (thread, event) => ({ ...thread, prompts: [...thread.prompts, event.prompt] }),
  'thread.queued': (thread, _event, envelope) => ({
    ...enter(withoutFreeze(thread), { kind: 'queued' }, envelope),
    queuedAt: envelope.sequence,
  }),
  'thread.slot-granted': (thread, event, envelope) => {
    const [prompt, ...prompts] = thread.prompts
    if (prompt === undefined) throw new Error(`a slot for ${thread.id}, which has no prompt`)
    const { steers: _steers, ...asked } = prompt
    const turn: Turn = {
      number: event.turn,
      prompt: asked,
      phase: 'sending',
      startedAt: envelope.at,
      sends: event.sends,
    }
    return {
      ...enter(thread, { kind: 'preparing' }, envelope),
      prompts: unsteered(prompts),
      turn,
      session: { ...thread.session, generation: event.generation },
      activity: { kind: 'starting', detail: '', since: envelope.at },
    }
  },
  'thread.noticed': (thread, event) => ({ ...thread, notices: [...new Set([...thread.notices, ...event.notices])] }),
  'thread.session-opened': (thread, event) => ({
    ...thread,
    session: { ...thread.session, session: event.session, live: true },
  }),
  'thread.session-closed': (thread) => ({ ...thread, session: { ...thread.session, live: false } }),
  'thread.session-forgotten': (thread) => ({ ...thread, session: { ...thread.session, session: null } }),
  'thread.turn-started': (thread, event, envelope) => ({
    ...enter(thread, { kind: 'running' }, envelope),
    turns: Math.max(thread.turns, event.turn),
    turn: thread.turn && { ...thread.turn, phase: thread.turn.phase === 'cancelling' ? 'cancelling' : 'running' },
    activity: { kind: 'thinking', detail: '', since: envelope.at },
  }),
  'thread.turn-withdrawn': (thread, event, envelope) => ({
    ...enter(withoutFreeze(thread), { kind: 'parked', reason: event.reason }, envelope),
    prompts: thread.turn ? [thread.turn.prompt, ...unsteered(thread.prompts)] : thread.prompts,
    turn: null,
    requests: [],
    activity: null,
  }),
  'thread.activity-changed': (thread, event) => ({ ...thread, activity: event.activity }),
  'thread.usage-reported': (thread, event) => ({ ...thread, usage: event.usage, spending: grown(thread, event.usage) }),
  'thread.permission-asked': (thread, event, envelope) => ({
    ...enter(waited(thread, envelope), { kind: 'needs-you' }, envelope),
    requests: [...thread.requests, event.request],
  }),
  'thread.permission-answered': (thread, event, envelope) => withoutRequest(thread, event.request, envelope),
  'thread.permission-expired': (thread, event, envelope) => withoutRequest(thread, event.request, envelope),
  // A person who stops a thread wants nothing to follow by itself.
  'thread.interrupt-requested': (thread, { because }) => ({
    ...withoutFreeze(thread),
    state: thread.state.kind === 'verifying' ? { kind: 'verifying', rest: stoppedRest(because) } : thread.state,
    prompts: unsteered(thread.prompts),
    turn: thread.turn && stopping(thread, thread.turn, because),
  }),
  'thread.steered': (thread, event) => ({ ...thread, prompts: steerFirst(thread.prompts, event.prompt) }),
  'thread.put-behind': (thread, { behind }) => ({ ...thread, behind }),
  'thread.released': ({ behind: _behind, ...thread }, { base }) => ({
    ...thread,
    ...(base === undefined ? {} : { base: { ...thread.base, commit: base } }),
  }),
  'thread.freezing': (thread) => ({ ...thread, freezing: true }),
  'thread.checking': (thread) =>
    thread.state.kind === 'verifying' ? { ...thread, state: { ...thread.state, checking: true } } : thread,
  'thread.discard-requested': (thread) => ({ ...thread, discarding: true }),
  'thread.turn-ended': (thread, event, envelope) => ({
    ...enter(withoutEdit(withoutFreeze(thread)), { kind: 'verifying', rest: event.rest }, envelope),
    turnFrom: thread.checkpoint?.commit ?? thread.base.commit,
    prompts: thread.turn && event.again ? withdrawn(thread, thread.turn, event.again.sends) : thread.prompts,
    ...settle(thread, envelope, true),
    turn: null,
    requests: [],
    activity: null,
  }),
  'thread.turn-lost': (thread, event, envelope) => ({
    ...enter(withoutFreeze(thread), { kind: 'queued' }, envelope),
    prompts: thread.turn ? withdrawn(thread, thread.turn, event.sends) : thread.prompts,
    ...settle(thread, envelope, false),
    turn: null,
    requests: [],
    activity: null,
    session: { ...thread.session, live: false },
  }),
  'thread.checkpointed': (thread, event) => ({ ...thread, checkpoint: event.checkpoint }),
  'thread.base-moved': (thread, event) => ({ ...thread, base: { ...thread.base, commit: event.base } }),
  'thread.edited': (thread, { blob, path }, envelope) => ({
    ...enter(thread, { kind: 'verifying', rest: restOf(thread), after: 'edit' }, envelope),
    edit: { path, blob, refused: null },
  }),
  'thread.edit-refused': (thread, { blob, failure, path }) => ({ ...thread, edit: { path, blob, refused: failure } }),
  'thread.readied': (thread, _event, envelope) => enter(thread, { kind: 'ready' }, envelope),
  'thread.parked': (thread, event, envelope) => ({
    ...enter(withoutFreeze(thread), { kind: 'parked', reason: event.reason }, envelope),
    prompts: unsteered(thread.prompts),
    turn: null,
    requests: [],
    activity: null,
    discarding: false,
  }),
  'thread.landing-started': (thread, event, envelope) =>
    enter(thread, { kind: 'landing', landing: event.landing }, envelope),
  'thread.landed': (thread, event, envelope) =>
    enter(thread, { kind: 'landed', landing: event.landing, commit: event.commit }, envelope),
  'thread.discarded': (thread, event, envelope) => ({
    ...enter(withoutFreeze(thread), { kind: 'discarded', from: event.from, trash: event.trash }, envelope),
    prompts: unsteered(thread.prompts),
    turn: null,
    requests: [],
    activity: null,
    discarding: false,
  }),
  'thread.trashed': (thread) => inTrash(thread, 'kept'),
  'thread.restore-requested': (thread) => inTrash(thread, 'restoring'),
  'thread.restored': (thread, event, envelope) => enter(thread, event.to, envelope),
  'thread.archived': (thread) => ({ ...thread, archived: true }),
}

function inTrash(thread: Thread, trash: 'kept' | 'restoring'): Thread {
  if (thread.state.kind !== 'discarded') return thread
  return { ...thread, state: { ...thread.state, trash } }
}

function stoppedRest(because: ParkReason = interrupted): RestState {
  return { kind: 'parked', reason: because }
}

/** What a person asked for is not put down to the host afterwards. */
function stopping(thread: Thread, { stopping: before, ...turn }: Turn, because: ParkReason | undefined): Turn {
  const byPerson = turn.phase === 'cancelling' && before === undefined && !isSteered(thread) && !thread.freezing
  return { ...turn, phase: 'cancelling', ...(because === undefined || byPerson ? {} : { stopping: because }) }
}

function restOf({ state }: Thread): RestState {
  return state.kind === 'parked' ? state : { kind: 'ready' }
}

function withoutFreeze({ freezing: _freezing, ...thread }: Thread): Thread {
  return thread
}

/** The work went on: what a person had changed before is part of it. */
function withoutEdit({ edit: _edit, ...thread }: Thread): Thread {
  return thread
}
