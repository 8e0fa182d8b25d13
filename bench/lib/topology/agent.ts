import type { TurnEnd } from '../../../src/main/ports/agent.ts'
import type { Clock } from '../../../src/main/ports/clock.ts'
import type { MemoryTurn } from '../../../src/main/ports/testing/memory-agents.ts'
import type { ToolCaller } from './call-tool.ts'
import type { Costs } from './costs.ts'
import { nothingSpent, type Spent } from './ledger.ts'
import { mergeOrderIn } from './merge-order.ts'
import type { AgentWorktree } from './worktree.ts'
import { type Need, type PlannedEdit, type WorldTask, workMinutes } from './world.ts'

const minute = 60_000
/** How long an agent works between two looks at what there is for it. */
const sliceMs = minute

export interface AgentParts {
  readonly task: WorldTask
  readonly clock: Pick<Clock, 'after' | 'now'>
  readonly costs: Costs
  readonly files: AgentWorktree
  /** What the coordinator answers to who provides something: the key of a task. */
  readonly askCoordinator: (need: Need) => string | null
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
  readonly #done = new Set<string>()
  /** Milliseconds spent on an edit that is not made yet. */
  readonly #progress = new Map<string, number>()
  #readingLeft: number
  #reworkLeft = 0
  #calls = 0

  constructor(parts: AgentParts) {
    this.#parts = parts
    this.#readingLeft = parts.task.readingMinutes * minute
  }

  async turn(turn: MemoryTurn): Promise<TurnEnd> {
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
    const order = mergeOrderIn(text)
    if (order !== null) this.#takeIn(turn, order)
    while (this.#readingLeft > 0) this.#readingLeft -= await this.#slice(turn, this.#readingLeft)
    await this.#findWhatIsMissing(turn)
    for (const edit of this.#parts.task.edits) if (!this.#done.has(edit.id)) await this.#make(turn, edit)
    while (this.#reworkLeft > 0) this.#reworkLeft -= await this.#slice(turn, this.#reworkLeft)
    turn.update({ kind: 'message', text: 'Done.' })
  }

  async #make(turn: MemoryTurn, edit: PlannedEdit): Promise<void> {
    const { files } = this.#parts
    const whole = edit.minutes * minute
    for (let spent = this.#progress.get(edit.id) ?? 0; spent < whole; ) {
      spent += await this.#slice(turn, whole - spent)
      this.#progress.set(edit.id, spent)
    }
    this.#show(turn, 'edit', `Change ${edit.path}`)
    if (edit.needs !== undefined && !files.has(edit.needs)) this.#conflict()
    files.change(edit, { kind: 'main' })
    this.#done.add(edit.id)
    this.#show(turn, 'edit')
  }

  /** What the work is by means of, and isn't there yet, is somebody else's: the coordinator knows whose. */
  async #findWhatIsMissing(turn: MemoryTurn): Promise<void> {
    const { askCoordinator, costs, files, task } = this.#parts
    const needs = task.edits.flatMap(({ id, needs: need }) => (need === undefined || this.#done.has(id) ? [] : [need]))
    const missing = needs.find((need) => !files.has(need))
    if (missing === undefined) return
    this.spent.roundTrips += 1
    await this.#pause(turn, costs.roundTripMs)
    const on = askCoordinator(missing)
    if (on === null) return
    const because = `${task.title} is by means of ${missing.symbol} of ${missing.path}.`
    await this.tools?.call('report_dependency', { on, because })
    await this.#pause(turn, sliceMs)
  }

  /** What has landed is merged; where that conflicts, part of the work is done again. */
  #takeIn(turn: MemoryTurn, commit: string): void {
    this.#show(turn, 'edit', `Merge ${commit}`)
    const conflicting = this.#parts.files.merge(commit)
    this.#show(turn, 'edit')
    if (conflicting.length > 0) this.#conflict()
  }

  #conflict(): void {
    const { costs, task } = this.#parts
    const again = workMinutes(task) * minute * costs.conflictShare
    this.spent.conflicts += 1
    this.spent.reworkMs += again
    this.#reworkLeft += again
  }

  /** Works for a while and answers for how long. */
  async #slice(turn: MemoryTurn, left: number): Promise<number> {
    const ms = Math.min(left, sliceMs)
    await this.#pause(turn, ms)
    return ms
  }

  #pause(turn: MemoryTurn, ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      if (turn.over.aborted) return reject(new Cancelled())
      const stop = () => {
        cancel()
        reject(new Cancelled())
      }
      const cancel = this.#parts.clock.after(ms, () => {
        turn.over.removeEventListener('abort', stop)
        resolve()
      })
      turn.over.addEventListener('abort', stop, { once: true })
    })
  }

  /** Begins a step that others can see, or ends the one that was begun. */
  #show(turn: MemoryTurn, toolKind: 'edit' | 'execute', title?: string): void {
    if (title !== undefined) this.#calls += 1
    const patch =
      title === undefined ? { status: 'completed' as const } : { title, toolKind, status: 'in_progress' as const }
    turn.update({ kind: 'tool', toolCall: `step-${this.#calls}`, patch })
  }
}
