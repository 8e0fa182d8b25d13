import type { ProcessIdentity } from '../../ports/process.ts'
import { identityOf } from './process-list.ts'
import type { ProcessRow } from './process-row.ts'
import { ProcessTree } from './process-tree.ts'

export interface EndRequest {
  readonly roots: readonly ProcessIdentity[]
  /** Those that carry it belong to the tree as well, wherever they went. */
  readonly marker: string | null
  readonly graceMs: number
  /** They have been asked to end by other means, so that SIGTERM waits for `graceMs` or the roots' end. */
  readonly asked: boolean
}

export interface TreeEnderSystem {
  list(): readonly ProcessRow[]
  /** False when the process may not be signalled by us. */
  signal(pid: number, signal: 'SIGTERM' | 'SIGKILL'): boolean
  monotonic(): number
  after(delayMs: number, run: () => void): () => void
}

type Stage = { readonly kind: 'asked' | 'terminated'; readonly until: number } | { readonly kind: 'killed' }

interface Ending {
  readonly request: EndRequest
  readonly tree: ProcessTree
  readonly signalled: Set<string>
  readonly ended: Map<string, ProcessIdentity>
  readonly outOfReach: Set<string>
  readonly done: (ended: readonly ProcessIdentity[]) => void
  stage: Stage
}

const watchEveryMs = 50
const killEveryMs = 15
const wakeAfterMs = 5

/** Ends process trees until nothing of them is left, all of them on one look at the process list a round. */
export class TreeEnder {
  readonly #system: TreeEnderSystem
  readonly #endings = new Set<Ending>()
  #cancelRound: (() => void) | null = null
  #soon = false

  constructor(system: TreeEnderSystem) {
    this.#system = system
  }

  /** Resolves with everything found alive in the tree, once none of it is. */
  end(request: EndRequest): Promise<readonly ProcessIdentity[]> {
    return new Promise((done) => {
      const until = this.#system.monotonic() + (request.asked ? request.graceMs : 0)
      this.#endings.add({
        request,
        tree: new ProcessTree(request.roots, request.marker),
        signalled: new Set(),
        ended: new Map(),
        outOfReach: new Set(),
        done,
        stage: { kind: 'asked', until },
      })
      this.#scheduleSoon(0)
    })
  }

  /** Looks now instead of at the next round, since a process is known to have ended. */
  wake(): void {
    if (this.#endings.size > 0) this.#scheduleSoon(wakeAfterMs)
  }

  /** Never put off a round that comes soon already: many calls share it. */
  #scheduleSoon(delayMs: number): void {
    if (this.#soon) return
    this.#schedule(delayMs)
    this.#soon = true
  }

  #schedule(delayMs: number): void {
    this.#cancelRound?.()
    this.#cancelRound = this.#system.after(delayMs, () => this.#round())
  }

  #round(): void {
    this.#cancelRound = null
    this.#soon = false
    const startedAt = this.#system.monotonic()
    const rows = this.#system.list()
    const now = this.#system.monotonic()
    for (const ending of this.#endings) this.#advance(ending, rows, now)
    if (this.#endings.size === 0) return
    const killing = [...this.#endings].some((ending) => ending.stage.kind === 'killed')
    // A long process list must not keep this process busy with looking alone.
    this.#schedule(Math.max(killing ? killEveryMs : watchEveryMs, (now - startedAt) * 4))
  }

  #advance(ending: Ending, rows: readonly ProcessRow[], now: number): void {
    const living = ending.tree.living(rows).filter((row) => !ending.outOfReach.has(keyOf(row)))
    for (const row of living) ending.ended.set(keyOf(row), identityOf(row))
    if (living.length === 0) {
      this.#endings.delete(ending)
      ending.done([...ending.ended.values()])
      return
    }
    ending.stage = nextStage(ending, living, now)
    if (ending.stage.kind === 'asked') return
    if (ending.stage.kind === 'terminated') this.#terminate(ending, living)
    else for (const row of living) this.#signal(ending, row, 'SIGKILL')
  }

  /** Once each: a second SIGTERM means "at once" to many programs. */
  #terminate(ending: Ending, living: readonly ProcessRow[]): void {
    for (const row of living) {
      if (ending.signalled.has(keyOf(row))) continue
      ending.signalled.add(keyOf(row))
      this.#signal(ending, row, 'SIGTERM')
    }
  }

  #signal(ending: Ending, row: ProcessRow, signal: 'SIGTERM' | 'SIGKILL'): void {
    if (this.#system.signal(row.pid, signal)) return
    ending.outOfReach.add(keyOf(row))
    ending.ended.delete(keyOf(row))
  }
}

function nextStage(ending: Ending, living: readonly ProcessRow[], now: number): Stage {
  const { stage, request } = ending
  switch (stage.kind) {
    case 'asked': {
      const rootLives = request.roots.some((root) => living.some((row) => keyOf(row) === keyOf(root)))
      if (rootLives && now < stage.until) return stage
      return { kind: 'terminated', until: now + request.graceMs }
    }
    case 'terminated':
      return now < stage.until ? stage : { kind: 'killed' }
    case 'killed':
      return stage
  }
}

function keyOf(identity: ProcessIdentity): string {
  return `${identity.pid} ${identity.startTime}`
}
