import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { Overlay } from '../overlay.ts'
import { provisional } from '../provisional.ts'
import { agentOfNext, nextAttempt } from '../task/attempts.ts'
import type { Task } from '../task/state.ts'
import type { Thread } from '../thread/state.ts'
import { isSteered } from '../thread/steering.ts'
import { mayRun, mayStart } from './admission.ts'
import { HeldSlots, isFull, slotOfTask, slotOfThread } from './held-slots.ts'

/** Waiting this long is worth one step of priority, so that nothing waits for ever. */
const ageingMs = 60_000

/**
 * Hands free slots to queued threads and ready tasks, as far as every limit allows: what was steered first, then by
 * priority and how long it has waited, then by the project with the fewest running, then what of a plan was broken
 * off, then who has waited longest.
 * `now`: milliseconds since the epoch.
 */
export function grantSlots(model: Model, now: number): readonly DomainEvent[] {
  if (model.pool.get('pool')?.frozenSince !== undefined) return []
  if (isFull(model)) return []
  const held = new HeldSlots(model, now)
  const choice = new Choice(model, held, now)
  const granted: DomainEvent[] = []
  for (let next = choice.next(); next !== undefined; next = choice.next()) granted.push(next)
  return granted
}

type Waiting = Thread | Task

/** Everything that says how far ahead somebody stands. */
interface Rank {
  readonly waiting: Waiting
  readonly steered: number
  readonly priority: number
  /** Slots that its project holds. */
  readonly running: number
  readonly brokenOff: number
  readonly queuedAt: number
  readonly place: number
}

/** Chooses one after the other; each counts when the next is chosen. */
class Choice {
  readonly #model: Model
  readonly #held: HeldSlots
  readonly #now: number
  /** The model with what was chosen so far, where that was a task. */
  #ahead: Overlay | null = null
  /** Chosen, or refused by a limit: another choice only makes limits narrower. */
  readonly #passed = new Set<string>()
  readonly #waiting: Waiting[]
  readonly #ages: boolean

  constructor(model: Model, held: HeldSlots, now: number) {
    this.#model = model
    this.#held = held
    this.#now = now
    this.#waiting = [...model.thread.inRole('waiting')]
    for (const task of model.task.inRole('waiting')) this.#waiting.push(task)
    this.#ages = differ(this.#waiting)
  }

  next(): DomainEvent | undefined {
    if (this.#held.full) return undefined
    // The line is long and looked through for every slot: what stands at its head is told once.
    let best: Rank | null = null
    for (const waiting of this.#waiting) {
      if ((best === null || this.#isBefore(waiting, best)) && this.#isFree(waiting)) best = this.#rank(waiting)
    }
    return best === null ? undefined : this.#grant(best.waiting)
  }

  #isFree(waiting: Waiting): boolean {
    if (this.#passed.has(waiting.id)) return false
    if (this.#mayHave(waiting)) return true
    this.#passed.add(waiting.id)
    return false
  }

  #mayHave(waiting: Waiting): boolean {
    const model = this.#ahead?.model ?? this.#model
    return isTask(waiting) ? mayStart(model, this.#held, waiting) : mayRun(model, this.#held, waiting)
  }

  #rank(waiting: Waiting): Rank {
    return {
      waiting,
      steered: steered(waiting),
      priority: this.#priority(waiting),
      running: this.#held.ofProject(waiting.project),
      brokenOff: this.#brokenOff(waiting),
      queuedAt: waiting.queuedAt,
      place: place(waiting),
    }
  }

  #isBefore(waiting: Waiting, best: Rank): boolean {
    const ahead =
      steered(waiting) - best.steered ||
      this.#priority(waiting) - best.priority ||
      best.running - this.#held.ofProject(waiting.project) ||
      this.#brokenOff(waiting) - best.brokenOff ||
      best.queuedAt - waiting.queuedAt ||
      best.place - place(waiting)
    return ahead > 0
  }

  /** 1 for a thread of a plan whose turn was broken off: what has begun is finished before something else begins. */
  #brokenOff(waiting: Waiting): number {
    if (isTask(waiting) || waiting.prompts[0]?.again === undefined) return 0
    return this.#model.run.get(waiting.run)?.plan === undefined ? 0 : 1
  }

  #priority({ priority = 0, since }: Waiting): number {
    return this.#ages ? priority + Math.floor((this.#now - since) / ageingMs) : priority
  }

  #grant(chosen: Waiting): DomainEvent {
    this.#passed.add(chosen.id)
    if (!isTask(chosen)) {
      this.#held.add(slotOfThread(chosen))
      return grantThread(chosen)
    }
    this.#held.add(slotOfTask(chosen))
    const event = startTask(chosen)
    this.#ahead ??= new Overlay(this.#model)
    this.#ahead.apply(provisional(event, this.#now))
    return event
  }
}

function isTask(waiting: Waiting): waiting is Task {
  return 'candidates' in waiting
}

function steered(waiting: Waiting): number {
  return !isTask(waiting) && isSteered(waiting) ? 1 : 0
}

/** In the outline; threads have none. */
function place(waiting: Waiting): number {
  return isTask(waiting) ? waiting.order : 0
}

/** Where all have the same priority, age is no more than the order of waiting. */
function differ(waiting: readonly Waiting[]): boolean {
  const first = waiting[0]?.priority ?? 0
  return waiting.some(({ priority = 0 }) => priority !== first)
}

/** The event with which a queued thread gets its slot. */
function grantThread(thread: Thread): DomainEvent {
  const again = thread.prompts[0]?.again
  return {
    type: 'thread.slot-granted',
    id: thread.id,
    generation: thread.session.generation + 1,
    turn: again?.turn ?? thread.turns + 1,
    sends: (again?.sends ?? 0) + 1,
  }
}

function startTask(task: Task): DomainEvent {
  const again = task.state.kind === 'ready' ? task.state.again : undefined
  // Named, so that the slot stays that agent's even if the task is edited meanwhile.
  const agent = agentOfNext(task)
  return {
    type: 'task.starting',
    id: task.id,
    attempt: nextAttempt(task),
    because: again?.because ?? null,
    ...(agent === undefined ? {} : { agent }),
  }
}
