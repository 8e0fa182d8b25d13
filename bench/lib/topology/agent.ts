import type { TurnEnd } from '../../../src/main/ports/agent.ts'
import type { Clock } from '../../../src/main/ports/clock.ts'
import type { MemoryTurn } from '../../../src/main/ports/testing/memory-agents.ts'
import type { ToolPatch } from '../../../src/shared/transcript/update.ts'
import type { ToolCaller, ToolSaid } from './call-tool.ts'
import type { Costs } from './costs.ts'
import { type Mail, mailIn } from './mail.ts'
import { mergeOrderIn } from './merge-order.ts'
import { nothingSpent, type Spent } from './spent.ts'
import { Talk } from './talk.ts'
import { toolVoice } from './tool-voice.ts'
import type { AgentWorktree } from './worktree.ts'
import { type Need, type PlannedEdit, type WorldTask, workMinutes } from './world.ts'

const minute = 60_000
/** How long an agent works between two looks at what there is for it. */
const sliceMs = minute

/** How long it waits for what somebody else adds, before it does without, milliseconds. */
const longestWaitMs = 120 * minute

/** What the coordinator knows about something that is missing. */
export interface CoordinatorAnswer {
  /** Key of the task that adds it. */
  readonly on: string
  /** The commit that has it, once it has landed. */
  readonly landed: string | null
}

export interface AgentParts {
  readonly task: WorldTask
  /** Place of the task in the plan: the room that it uses where lines are somebody else's. */
  readonly room: number
  readonly clock: Pick<Clock, 'after' | 'monotonic'>
  readonly costs: Costs
  readonly files: AgentWorktree
  readonly lineOf: (edit: PlannedEdit) => number
  /**
   * Whether its tools are those of a team, and how many messages wait. Agents call tools all the time and would find
   * out by that; here only those calls are made that have something to bring.
   */
  readonly peek: () => { readonly isMember: boolean; readonly waiting: number }
  readonly askCoordinator: (need: Need) => CoordinatorAnswer | null
}

/** The turn was cancelled: whoever waits gives up, with what is done so far. */
class Cancelled extends Error {}

/**
 * One thread's agent. It knows its brief and what it plans, works in steps of real changes, and looks between them at
 * what others wrote to it; of classes and topologies it knows nothing.
 */
export class Agent {
  readonly spent: Spent = nothingSpent()
  /** Of its present session. */
  tools: ToolCaller | null = null
  readonly #parts: AgentParts
  readonly #talk: Talk
  readonly #done = new Set<string>()
  readonly #heard = new Set<string>()
  /** Milliseconds spent on an edit that is not made yet. */
  readonly #progress = new Map<string, number>()
  #turn: MemoryTurn | null = null
  #readingLeft: number
  #reworkLeft = 0
  /** When the coordinator said whose something is that isn't there yet. */
  #referredAt: number | null = null
  #steps = 0

  constructor(parts: AgentParts) {
    const { clock, lineOf, task } = parts
    this.#parts = parts
    this.#readingLeft = task.readingMinutes * minute
    this.#talk = new Talk({
      task,
      voice: toolVoice({
        call: (name, input) => this.#call(name, input),
        write: () => this.#write(),
        readContract: () => this.#readContract(),
      }),
      lineOf,
      isDone: ({ id }) => this.#done.has(id),
      now: () => clock.monotonic(),
    })
  }

  async turn(turn: MemoryTurn): Promise<TurnEnd> {
    this.#turn = turn
    try {
      await this.#work(turn)
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error
      return { kind: 'stopped', stopReason: 'cancelled' }
    }
    return { kind: 'stopped', stopReason: 'end_turn' }
  }

  async #work(turn: MemoryTurn): Promise<void> {
    const text = turn.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).join('\n')
    await this.#hear(mailIn(text))
    const order = mergeOrderIn(text)
    if (order !== null) this.#takeIn(order)
    await this.#readUp(turn)
    await this.#look()
    for (;;) {
      await this.#findWhatIsMissing()
      const edit = this.#next()
      if (edit === null) break
      if (edit === 'wait') await this.#slice(sliceMs)
      else await this.#make(edit)
    }
    while (this.#reworkLeft > 0) this.#reworkLeft -= await this.#slice(this.#reworkLeft)
    turn.update({ kind: 'message', text: 'Done.' })
  }

  /** Looks at the files that it is about to change, and says so, as agents do. */
  async #readUp(turn: MemoryTurn): Promise<void> {
    if (this.#readingLeft <= 0) return
    const paths = [...new Set(this.#parts.task.edits.map(({ path }) => path))]
    for (const path of paths) this.#show({ title: `Read ${path}`, toolKind: 'read', paths: [path] })()
    while (this.#readingLeft > 0) this.#readingLeft -= await this.#slice(this.#readingLeft)
    const entries = this.#parts.task.edits.map(({ path }) => ({
      content: `Change ${path}`,
      status: 'pending' as const,
    }))
    turn.update({ kind: 'plan', entries })
  }

  /** What is open and not better put off; `wait` where everything is. */
  #next(): PlannedEdit | 'wait' | null {
    const open = this.#parts.task.edits.filter(({ id }) => !this.#done.has(id))
    const [first] = open
    if (first === undefined) return null
    return open.find((edit) => !this.#talk.putsOff(edit, this.#isMissing(edit)) && !this.#waitsFor(edit)) ?? 'wait'
  }

  async #make(edit: PlannedEdit): Promise<void> {
    const whole = edit.minutes * minute
    const spent = this.#progress.get(edit.id) ?? 0
    // What was heard in the meantime may change what is best next.
    this.#progress.set(edit.id, spent + (await this.#slice(whole - spent)))
    if ((this.#progress.get(edit.id) ?? 0) < whole) return
    const { files, room } = this.#parts
    // Done by guess: what is found out later is done again.
    if (this.#isMissing(edit)) this.#conflict()
    const end = this.#show({ title: `Change ${edit.path}`, toolKind: 'edit', paths: [edit.path] })
    files.change(edit, this.#talk.yields(edit) ? { kind: 'room', room } : { kind: 'main' })
    this.#done.add(edit.id)
    end()
  }

  #isMissing({ needs }: PlannedEdit): boolean {
    return needs !== undefined && !this.#parts.files.has(needs) && !this.#talk.knows(needs)
  }

  /** Somebody is at it, and it is not there yet. */
  #waitsFor(edit: PlannedEdit): boolean {
    if (this.#referredAt === null || !this.#isMissing(edit)) return false
    return this.#parts.clock.monotonic() - this.#referredAt < longestWaitMs
  }

  /** What the work is by means of, and isn't there yet, is somebody else's: a peer's, or the coordinator knows whose. */
  async #findWhatIsMissing(): Promise<void> {
    const { clock, costs, task } = this.#parts
    const open = task.edits.filter((edit) => !this.#done.has(edit.id) && this.#isMissing(edit))
    const needs = open.flatMap((edit) => edit.needs ?? [])
    const [first] = needs
    if (first === undefined) return
    if (this.#talk.inTeam && !this.#talk.gaveUp) return this.#talk.ask(needs)
    const begins = this.#referredAt === null
    if (begins) {
      this.spent.roundTrips += 1
      await this.#pause(costs.roundTripMs)
    }
    const answer = this.#parts.askCoordinator(first)
    if (answer === null) return
    if (answer.landed !== null) return this.#takeIn(answer.landed)
    if (!begins) return
    this.#referredAt = clock.monotonic()
    const because = `${task.title} is by means of ${first.symbol} of ${first.path}.`
    await this.#call('report_dependency', { on: answer.on, because })
    // Where it is to wait, the turn ends here.
    await this.#pause(1000)
  }

  /** What has landed is merged; where that conflicts, part of the work is done again. */
  #takeIn(commit: string): void {
    const end = this.#show({ title: `Merge ${commit}`, toolKind: 'execute', paths: [] })
    const conflicting = this.#parts.files.merge(commit)
    end()
    if (conflicting.length > 0) this.#conflict()
  }

  #conflict(): void {
    const { costs, task } = this.#parts
    const again = workMinutes(task) * minute * costs.conflictShare
    this.spent.conflicts += 1
    this.spent.reworkMs += again
    this.#reworkLeft += again
  }

  /** Works for a while, then looks at what there is for it; answers how long it worked. */
  async #slice(left: number): Promise<number> {
    const ms = Math.min(left, sliceMs)
    await this.#pause(ms)
    await this.#look()
    return ms
  }

  async #look(): Promise<void> {
    const { isMember, waiting } = this.#parts.peek()
    if (!isMember) return this.#talk.alone()
    if (waiting > 0) await this.#call('read_inbox', {})
    await this.#talk.act()
  }

  async #call(name: string, input: Readonly<Record<string, unknown>>): Promise<ToolSaid | null> {
    const said = (await this.tools?.call(name, input)) ?? null
    if (said !== null) await this.#hear(mailIn(said.beside))
    return said
  }

  async #hear(mail: readonly Mail[]): Promise<void> {
    const fresh = mail.filter(({ id }) => !this.#heard.has(id))
    for (const one of fresh) {
      this.#heard.add(one.id)
      this.#talk.hear(one)
      this.spent.read += 1
    }
    for (const one of fresh) {
      await this.#pause(this.#parts.costs.messageMs)
      const order = one.from === null ? mergeOrderIn(one.text) : null
      if (order !== null) this.#takeIn(order)
    }
  }

  async #write(): Promise<(said: ToolSaid | null) => ToolSaid | null> {
    await this.#pause(this.#parts.costs.messageMs)
    return (said) => {
      const taken = said !== null && !said.isError
      if (taken) this.spent.written += 1
      else this.spent.lost += 1
      return taken ? said : null
    }
  }

  #readContract(): Promise<void> {
    this.spent.contracts += 1
    return this.#pause(this.#parts.costs.messageMs)
  }

  #pause(ms: number): Promise<void> {
    const over = this.#turn?.over
    return new Promise((resolve, reject) => {
      if (over === undefined || over.aborted) return reject(new Cancelled())
      const stop = () => {
        cancel()
        reject(new Cancelled())
      }
      const cancel = this.#parts.clock.after(ms, () => {
        over.removeEventListener('abort', stop)
        resolve()
      })
      over.addEventListener('abort', stop, { once: true })
    })
  }

  /** Begins a step that others can see; what is called then ends it. */
  #show(step: Required<Pick<ToolPatch, 'title' | 'toolKind' | 'paths'>>): () => void {
    this.#steps += 1
    const toolCall = `step-${this.#steps}`
    const turn = this.#turn
    turn?.update({ kind: 'tool', toolCall, patch: { ...step, status: 'running' } })
    return () => turn?.update({ kind: 'tool', toolCall, patch: { status: 'completed' } })
  }
}
