import type { DomainEvent, StoredEvent } from '../../../src/shared/domain/event.ts'
import type { Limits } from './flood.ts'

export interface Audit {
  /** What is wrong; empty where all is right. */
  readonly wrong: readonly string[]
  /** Firings that were recorded. */
  readonly firings: ReadonlySet<string>
  /** Runs that were begun. */
  readonly runs: number
  /** How often it was decided so: `dispatched`, `held for parallel`, `skipped for filter`. */
  readonly decisions: ReadonlyMap<string, number>
  /** The most dispatches of one automation that were under way at once. */
  readonly mostUnderWay: number
  /** The most US dollars that one automation spent or set aside on a day. */
  readonly mostSpent: number
}

type Of<Type extends DomainEvent['type']> = Extract<DomainEvent, { type: Type }>

interface Begun {
  readonly at: number
  readonly reserved: number
}

/** What one automation has under way and has spent. */
class Ledger {
  readonly underWay = new Map<string, number>()
  readonly dispatchedAt = new Map<string, number>()
  /** By day and firing. */
  readonly #costs = new Map<string, Map<string, number>>()

  spent(at: number): number {
    const costs = [...(this.#costs.get(dayOf(at))?.values() ?? []), ...this.underWay.values()]
    return costs.reduce((sum, cost) => sum + cost, 0)
  }

  settle(firing: string, { at, cost }: { readonly at: number; readonly cost: number | null }): void {
    this.underWay.delete(firing)
    const day = this.#costs.get(dayOf(at)) ?? new Map<string, number>()
    this.#costs.set(dayOf(at), day.set(firing, cost ?? 0))
  }
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/**
 * Follows the stored log without any of the product's own rules: whether limits held at each decision, and whether each
 * event came to one decision and each dispatch to one run.
 */
class Log {
  readonly wrong: string[] = []
  readonly recorded = new Map<string, Of<'firing.recorded'>>()
  readonly decisions = new Map<string, number>()
  readonly runs = new Map<string, number>()
  readonly undispatched = new Set<string>()
  mostUnderWay = 0
  mostSpent = 0
  readonly #limits: Limits
  readonly #ledgers = new Map<string, Ledger>()
  readonly #claims = new Set<string>()
  readonly #held = new Set<string>()
  readonly #dispatched = new Set<string>()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  follow({ at, event }: StoredEvent): void {
    switch (event.type) {
      case 'firing.recorded':
        this.#record(event, at)
        break
      case 'firing.held':
        this.#count(`held for ${event.code}`)
        break
      case 'firing.released':
        this.#held.delete(event.id)
        this.#dispatch(event.id, { at, reserved: event.reserved ?? 0 })
        break
      case 'firing.skipped':
        if (!this.#held.delete(event.id)) this.#undispatch(event.id)
        this.#count(`skipped for ${event.code}`)
        break
      case 'firing.rested':
      case 'firing.over':
        this.#ledgerOf(event.id).settle(event.id, { at, cost: event.cost })
        break
      case 'firing.resumed':
        this.#ledgerOf(event.id).underWay.set(event.id, event.reserved ?? 0)
        break
      case 'claim.taken':
        if (this.#claims.has(event.id)) this.wrong.push(`${event.id} was claimed twice`)
        this.#claims.add(event.id)
        break
      case 'claim.released':
        this.#claims.delete(event.id)
        break
      case 'run.created':
        this.#begin(event.automation?.firing)
    }
  }

  /** After a decision, which may end one dispatch and begin the next. */
  look(at: number): void {
    for (const [automation, ledger] of this.#ledgers) {
      const [underWay, spent] = [ledger.underWay.size, ledger.spent(at)]
      this.mostUnderWay = Math.max(this.mostUnderWay, underWay)
      this.mostSpent = Math.max(this.mostSpent, spent)
      if (underWay > this.#limits.parallel) this.wrong.push(`${underWay} of ${automation} were under way`)
      // Sums of parts of a dollar.
      if (spent > this.#limits.costPerDay + 1e-6) this.wrong.push(`${automation} spent or set aside $${spent}`)
    }
  }

  atRest(): void {
    for (const event of this.recorded.values()) this.#compare(event)
    for (const id of this.runs.keys()) if (!this.recorded.has(id)) this.wrong.push(`a run is of ${id}`)
    for (const [automation, { underWay }] of this.#ledgers) {
      if (underWay.size > 0) this.wrong.push(`${underWay.size} of ${automation} never came to rest`)
    }
  }

  #compare({ claim, id }: Of<'firing.recorded'>): void {
    const runs = this.runs.get(id) ?? 0
    const wanted = this.#dispatched.has(id) && !this.undispatched.has(id) ? 1 : 0
    if (runs !== wanted) this.wrong.push(`${id} has ${runs} runs, where ${wanted} is right`)
    if (wanted === 1 && claim !== null && !this.#claims.has(claim)) this.wrong.push(`${id} has no claim`)
  }

  #record(event: Of<'firing.recorded'>, at: number): void {
    const { decision, id, reason } = event
    if (this.recorded.has(id)) this.wrong.push(`${id} was recorded twice`)
    this.recorded.set(id, event)
    if (reason === '') this.wrong.push(`${id} has no reason`)
    this.#count(decision.kind === 'dispatched' ? 'dispatched' : `${decision.kind} for ${decision.code}`)
    if (decision.kind === 'held') this.#held.add(id)
    if (decision.kind === 'dispatched') this.#dispatch(id, { at, reserved: decision.reserved ?? 0 })
  }

  #dispatch(id: string, { at, reserved }: Begun): void {
    const ledger = this.#ledgerOf(id)
    const subject = this.recorded.get(id)?.subject ?? ''
    const last = ledger.dispatchedAt.get(subject) ?? Number.NEGATIVE_INFINITY
    if (at - last < this.#limits.cooldownMs)
      this.wrong.push(`${id} was dispatched ${at - last} ms after the one before it`)
    if (this.#dispatched.has(id)) this.wrong.push(`${id} was dispatched twice`)
    this.#dispatched.add(id)
    ledger.dispatchedAt.set(subject, at)
    ledger.underWay.set(id, reserved)
  }

  #undispatch(id: string): void {
    this.undispatched.add(id)
    this.#ledgerOf(id).underWay.delete(id)
  }

  #begin(firing: string | undefined): void {
    if (firing === undefined) this.wrong.push('a run is of nobody')
    else this.runs.set(firing, (this.runs.get(firing) ?? 0) + 1)
  }

  #count(decision: string): void {
    this.decisions.set(decision, (this.decisions.get(decision) ?? 0) + 1)
  }

  #ledgerOf(firing: string): Ledger {
    const automation = this.recorded.get(firing)?.automation ?? ''
    const known = this.#ledgers.get(automation)
    if (known !== undefined) return known
    const ledger = new Ledger()
    this.#ledgers.set(automation, ledger)
    return ledger
  }
}

export function auditLog(events: readonly StoredEvent[], limits: Limits): Audit {
  const log = new Log(limits)
  events.forEach((stored, at) => {
    log.follow(stored)
    if (stored.command !== events[at + 1]?.command) log.look(stored.at)
  })
  log.atRest()
  const { decisions, mostSpent, mostUnderWay, recorded, runs, wrong } = log
  return { wrong, firings: new Set(recorded.keys()), runs: runs.size, decisions, mostUnderWay, mostSpent }
}
