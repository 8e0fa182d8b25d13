import type { Command } from '../../shared/domain/command.ts'
import { requestSize, requestSizeLimit } from '../../shared/domain/thread/request-size.ts'
import type { PromptBlock, Turn } from '../../shared/domain/thread/state.ts'
import type { RequestId, ThreadId } from '../../shared/kernel/ids.ts'
import type { AgentUpdate, ToolPatch } from '../../shared/transcript/update.ts'
import type { AgentSession, PermissionAnswer, PermissionAsk, SessionSink, TurnEnd } from '../ports/agent.ts'
import { type ActivityNow, activityOf } from './activity.ts'
import { Conversation } from './conversation.ts'
import { KeptMode } from './kept-mode.ts'
import { Latest } from './latest.ts'
import { OpenRequests } from './open-requests.ts'
import { outcomeOf } from './outcome.ts'
import type { ExecutorServices } from './services.ts'
import { TurnWatch } from './turn-watch.ts'
import { UsageMeter } from './usage-meter.ts'

export type LiveServices = Pick<
  ExecutorServices,
  'engine' | 'transcripts' | 'clock' | 'ids' | 'interruptMs' | 'senses' | 'callsHost'
>

export interface SessionSurroundings {
  /** The worktree. */
  readonly folder: string
  /** How long the agent may be still while it waits for its model, milliseconds. */
  readonly patienceMs: number
  /** Which it stays in; absent where the agent may choose. */
  readonly mode?: string
}

/**
 * One agent session under supervision: its updates become transcript entries and, where they
 * decide something, commands. Reports carry the generation of the slot they were made under.
 */
export class LiveSession implements SessionSink {
  readonly thread: ThreadId
  readonly #services: LiveServices
  readonly #requests = new OpenRequests()
  readonly #activity: Latest<ActivityNow>
  readonly #usage: UsageMeter
  #watch: TurnWatch | null = null
  #kept: KeptMode | null = null
  #doing: ActivityNow = { kind: 'thinking', detail: '' }
  /** When it was its turn to speak, of the monotonic clock: at the prompt, and at each answer. */
  #askedAt = 0
  readonly #closed: (live: LiveSession) => void
  #session: AgentSession | null = null
  #conversation: Conversation | null = null
  #generation = 0
  #reports = 0
  #inTurn = false
  #interrupted = false
  #exited = false
  #closing: Promise<void> | null = null
  #cancelTimer: (() => void) | null = null

  constructor(services: LiveServices, thread: ThreadId, closed: (live: LiveSession) => void) {
    this.#services = services
    this.thread = thread
    this.#closed = closed
    this.#activity = new Latest(services.clock, (activity) =>
      this.#report({ type: 'activity.report', payload: { ...this.#from(), activity } }),
    )
    this.#usage = new UsageMeter(services.clock, (usage) =>
      this.#report({ type: 'usage.report', payload: { ...this.#from(), usage } }),
    )
  }

  get inTurn(): boolean {
    return this.#inTurn
  }

  get usable(): boolean {
    return this.#session !== null && !this.#exited && this.#closing === null
  }

  attach(session: AgentSession, { folder, mode, patienceMs }: SessionSurroundings): void {
    this.#session = session
    this.#kept = mode === undefined ? null : new KeptMode(session, mode)
    this.#watch = new TurnWatch({
      services: this.#services,
      thread: this.thread,
      process: session.process,
      folder,
      patienceMs,
      heardAt: () => this.#heardAt(),
      generation: () => this.#generation,
      openTool: () => this.#conversation?.tools.open ?? null,
      silent: (since) => this.#activity.offer({ ...this.#doing, ...(since === null ? {} : { silentSince: since }) }),
      report: (command) => this.#report(command),
    })
  }

  /** Takes the slot's generation: what is reported from here on belongs to it. */
  begin(turn: Turn, blocks: readonly PromptBlock[], generation: number): void {
    this.#generation = generation
    this.#conversation = new Conversation(this.#services.transcripts, this.thread, generation)
    this.#conversation.prompt(turn, blocks)
    this.#inTurn = true
    this.#interrupted = false
  }

  /** Ends a session whose turn never reached its agent. */
  withdraw(): Promise<void> {
    this.#inTurn = false
    return this.close()
  }

  /** Says something of the host's in the conversation. */
  notice(text: string): void {
    this.#conversation?.notice(text)
  }

  /** Hands the prompt over; the turn's end is reported when it comes. */
  async run(turn: Turn, blocks: readonly PromptBlock[]): Promise<void> {
    const session = this.#session
    if (session === null) return
    this.#doing = { kind: 'thinking', detail: '' }
    this.#askedAt = this.#services.clock.monotonic()
    this.#watch?.begin()
    const origin = blocks[0]?.origin ?? 'person'
    // What was interrupted before it was sent is not sent: a cancel that came first would stop nothing.
    const end = this.#interrupted
      ? notSent
      : await session.prompt(blocks, { origin, number: turn.number }).catch(broken)
    this.#cancelTimer?.()
    this.#cancelTimer = null
    this.#watch?.end()
    this.#requests.cancelAll()
    const outcome = outcomeOf(end, this.#services.clock.now())
    const reason = outcome.kind === 'failed' ? outcome.reason.message : ''
    this.#conversation?.ended(outcome.kind === 'failed' ? outcome.reason.code : outcome.stopReason, reason)
    await this.#services.transcripts.flush()
    const generation = this.#generation
    this.#inTurn = false
    this.#activity.forget()
    await this.#report({ type: 'turn.report-ended', payload: { thread: this.thread, generation, outcome } })
    if (this.#exited) await this.#reportClosed()
    await this.#services.transcripts.release(this.thread)
  }

  update(update: AgentUpdate): void {
    if (update.kind === 'mode') void this.#keepMode(update.mode)
    if (!this.#inTurn) return
    this.#conversation?.update(update)
    if (update.kind === 'usage') this.#usage.offer({ used: update.used, size: update.size, cost: update.cost })
    const tool = update.kind === 'tool' ? (this.#conversation?.tools.get(update.toolCall) ?? null) : null
    if (update.kind === 'tool' && tool !== null && hasEnded(update.patch)) this.#watch?.toolEnded(update.toolCall, tool)
    const activity = activityOf(update, tool)
    if (activity === null) return
    this.#doing = activity
    this.#activity.offer(activity)
  }

  async #keepMode(mode: string): Promise<void> {
    const kept = await this.#kept?.changed(mode)
    if (kept !== false) return
    this.notice('The agent left the mode in which it asks, and could not be put back. Its turn was ended.')
    await this.close()
  }

  room(): Promise<void> | null {
    return this.#services.transcripts.room()
  }

  async permission(ask: PermissionAsk, withdrawn: AbortSignal): Promise<PermissionAnswer> {
    const conversation = this.#conversation
    if (!this.#inTurn || conversation === null) return { kind: 'cancelled' }
    const size = requestSize(ask)
    if (size > requestSizeLimit) {
      conversation.notice(`The agent asked for permission with ${size} characters, more than is shown. It was denied.`)
      return denial(ask)
    }
    const id = this.#services.ids.next() as RequestId
    const from = this.#from()
    const answered = this.#requests.add(id)
    withdrawn.addEventListener('abort', () => this.#requests.cancel(id), { once: true })
    conversation.asked(id, ask)
    const request = { id, ...ask }
    const stored = await this.#report({ type: 'permission.ask', payload: { ...from, request } })
    if (!stored.ok) this.#requests.cancel(id)
    const answer = await answered
    this.#askedAt = this.#services.clock.monotonic()
    const selected = answer.kind === 'selected'
    conversation.answered(id, ask, selected ? { state: 'answered', option: answer.option } : { state: 'cancelled' })
    // Closes the request for the person too, where it was not the person who closed it.
    if (!selected) await this.#report({ type: 'permission.expire', payload: { ...from, request: id } })
    return answer
  }

  answer(request: RequestId, answer: PermissionAnswer): void {
    this.#requests.answer(request, answer)
  }

  exited(): void {
    this.#exited = true
    this.#requests.cancelAll()
    this.#closed(this)
    if (!this.#inTurn) void this.#reportClosed()
  }

  /** Asks the agent to end its turn; one that doesn't is ended after the time allowed. */
  async interrupt(): Promise<void> {
    if (this.#session === null || !this.#inTurn) return
    this.#interrupted = true
    this.#requests.cancelAll()
    // Asking again doesn't give it more time.
    this.#cancelTimer ??= this.#services.clock.after(this.#services.interruptMs, () => void this.close())
    await this.#session.cancel()
  }

  /** Ends the session and its processes; from the call on it takes no prompt. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.#cancelTimer?.()
    this.#requests.cancelAll()
    await this.#session?.close()
  }

  get #waits(): boolean {
    return this.#requests.some || this.#services.callsHost?.(this.thread) === true
  }

  #heardAt(): number {
    // An agent that waits for a person's answer, or for the host's, is not silent; after it, its time begins anew.
    if (this.#waits) this.#askedAt = this.#services.clock.monotonic()
    return Math.max(this.#askedAt, this.#session?.lastMessageAt() ?? 0)
  }

  #reportClosed() {
    return this.#report({ type: 'session.report-closed', payload: this.#from() })
  }

  #from() {
    return { thread: this.thread, generation: this.#generation }
  }

  #report(command: Command) {
    this.#reports += 1
    const id = `${this.thread}/${this.#generation}/${this.#reports}`
    return this.#services.engine.report({ id, command })
  }
}

function hasEnded({ status }: ToolPatch): boolean {
  return status === 'completed' || status === 'failed'
}

function denial({ options }: PermissionAsk): PermissionAnswer {
  const option = options.find(({ kind }) => kind === 'deny-once')
  return option === undefined ? { kind: 'cancelled' } : { kind: 'selected', option: option.id }
}

const notSent: TurnEnd = { kind: 'stopped', stopReason: 'cancelled' }

/** A driver that throws is a bug; its turn ends all the same. */
function broken(error: unknown): TurnEnd {
  const reason = error instanceof Error ? error.message : String(error)
  return { kind: 'failed', class: 'error', message: `Switchyard failed while driving the agent: ${reason}.` }
}
