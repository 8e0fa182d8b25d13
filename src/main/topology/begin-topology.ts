import type { DomainEvent } from '../../shared/domain/event.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Scope } from '../../shared/kernel/scope.ts'
import type { CommittedBatch, Engine } from '../engine/engine.ts'
import type { Clock } from '../ports/clock.ts'
import type { GitFailure, GitPort } from '../ports/git.ts'
import type { IdSource } from '../ports/ids.ts'
import type { Histories } from './histories.ts'
import { Measurer } from './measurer.ts'
import { Merges } from './merges.ts'
import { Standings } from './standings.ts'

/** After something has changed for good: a checkpoint, a new thread. In milliseconds, like the next. */
const soonMs = 300
/** After an agent has edited files in a turn: it may well go on. */
const laterMs = 3_000
/** Looks into turns take at most one part in so many of the time. */
const looksShare = 20
const mostTries = 4

export interface TopologyParts {
  readonly engine: Engine
  readonly git: GitPort
  readonly clock: Clock
  readonly ids: IdSource
  readonly histories: Histories
  readonly problem: (message: string, error: unknown) => void
}

/** From here on it is measured how far the work of threads and ready tasks depends on each other. */
export function beginTopology(parts: TopologyParts, scope: Scope): void {
  const watch = scope.own(new TopologyWatch(parts), (opened) => opened.close())
  scope.own(
    parts.engine.subscribe((batch) => watch.follow(batch)),
    (stop) => stop(),
  )
  watch.begin()
}

interface Waiting {
  readonly dueAt: number
  readonly cancel: () => void
}

/** Says when which project is measured; one is at a time, since each of them may keep several gits busy. */
class TopologyWatch {
  readonly #parts: TopologyParts
  readonly #standings: Standings
  readonly #measurer: Measurer
  readonly #waiting = new Map<string, Waiting>()
  readonly #editing = new Set<string>()
  readonly #looked = new Set<string>()
  readonly #due = new Set<string>()
  /** How long the last measuring of a project took. */
  readonly #tookMs = new Map<string, number>()
  /** Times in a row that measuring a project failed. */
  readonly #failed = new Map<string, number>()
  #measuring: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(parts: TopologyParts) {
    this.#parts = parts
    this.#standings = new Standings(parts.git)
    const merges = new Merges(parts.git)
    const stopped = () => this.#closed
    this.#measurer = new Measurer({ ...parts, standings: this.#standings, merges, stopped })
  }

  begin(): void {
    const { model } = this.#parts.engine
    const projects = new Set<string>()
    for (const { project } of [...model.thread.values(), ...model.task.values()]) projects.add(project)
    for (const project of projects) this.#wait(project, soonMs)
  }

  follow({ events }: CommittedBatch): void {
    const { model } = this.#parts.engine
    for (const { event } of events) {
      const project = projectOf(model, event)
      if (project === undefined) continue
      if (event.type === 'thread.activity-changed') this.#followActivity(event, project)
      else {
        if (event.type === 'thread.checkpointed') this.#rest(event.id)
        this.#wait(project, soonMs)
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const { cancel } of this.#waiting.values()) cancel()
    this.#waiting.clear()
    await this.#measuring
  }

  /**
   * The end of an edit says that files are as somebody meant them to be. It may be long in coming, as with a command
   * that runs on, so that a look is taken a moment after the beginning too.
   */
  #followActivity(event: Extract<DomainEvent, { type: 'thread.activity-changed' }>, project: string): void {
    const edits = event.activity.kind === 'editing' || event.activity.kind === 'running'
    if (edits) this.#editing.add(event.id)
    else if (!this.#editing.delete(event.id)) return
    this.#looked.add(event.id)
    this.#wait(project, Math.max(laterMs, (this.#tookMs.get(project) ?? 0) * looksShare))
  }

  #rest(thread: string): void {
    this.#editing.delete(thread)
    this.#looked.delete(thread)
    this.#standings.forget(thread)
  }

  #wait(project: string, delayMs: number): void {
    if (this.#closed) return
    const { clock } = this.#parts
    const dueAt = clock.monotonic() + delayMs
    const waiting = this.#waiting.get(project)
    if (waiting !== undefined && waiting.dueAt <= dueAt) return
    waiting?.cancel()
    const cancel = clock.after(delayMs, () => {
      this.#waiting.delete(project)
      if (this.#due.has(project)) return
      this.#due.add(project)
      this.#measuring = this.#measuring.then(() => this.#measure(project))
    })
    this.#waiting.set(project, { dueAt, cancel })
  }

  /** A thread may go while it is measured: only what fails again and again is told. */
  #lookAgain(project: string, failed: GitFailure | null): void {
    const tries = failed === null ? 0 : (this.#failed.get(project) ?? 0) + 1
    if (failed === null || tries >= mostTries) this.#failed.delete(project)
    else this.#failed.set(project, tries)
    if (failed === null) return
    if (tries < mostTries) this.#wait(project, laterMs)
    else this.#parts.problem('what threads have in common could not be measured', failed)
  }

  async #measure(id: string): Promise<void> {
    const { clock, engine, ids, problem } = this.#parts
    this.#due.delete(id)
    const project = engine.model.project.get(id)
    if (this.#closed || engine.readOnly !== null || project === undefined) return
    const looked = new Set(this.#looked)
    for (const thread of looked) if (engine.model.thread.get(thread)?.project === id) this.#looked.delete(thread)
    try {
      const begun = clock.monotonic()
      const { failed, report } = await this.#measurer.measure(engine.model, project, looked)
      this.#tookMs.set(id, clock.monotonic() - begun)
      if (this.#closed) return
      this.#lookAgain(id, failed)
      if (report === null) return
      await engine.report({ id: `coupling/${ids.next()}`, command: { type: 'coupling.report', payload: report } })
    } catch (error) {
      problem('what threads have in common could not be measured', error)
    }
  }
}

const telling: ReadonlySet<string> = new Set([
  'thread.dispatched',
  'thread.turn-started',
  'thread.checkpointed',
  'thread.base-moved',
  'thread.restored',
  'task.readied',
  'task.edited',
  'task.retried',
])

/** Of events after which something may be different; undefined for all others. */
function projectOf(model: Model, event: DomainEvent): string | undefined {
  if (event.type !== 'thread.activity-changed' && !telling.has(event.type)) return undefined
  return (event.type.startsWith('task.') ? model.task.get(event.id) : model.thread.get(event.id))?.project
}
