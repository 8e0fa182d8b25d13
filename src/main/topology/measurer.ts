import type { PayloadOf } from '../../shared/domain/command.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Project } from '../../shared/domain/project/state.ts'
import type { GitFailure } from '../ports/git.ts'
import type { IdSource } from '../ports/ids.ts'
import type { CoChangeIndex } from './co-change-index.ts'
import type { Histories } from './histories.ts'
import { type MeasuredSide, measurePairs, type SidePair } from './measure-pairs.ts'
import type { Merges } from './merges.ts'
import { namedPaths } from './named-paths.ts'
import { RecentMap } from './recent-map.ts'
import { type Side, sidesOf } from './sides.ts'
import type { Standings } from './standings.ts'

/** Ids that one report may use up: of a cluster and its negotiation for each of so many pairs. */
const mostIds = 80
/** Paths of a thread that are told. */
const mostTouched = 500
const keptNamed = 200

export interface MeasurerParts {
  readonly standings: Standings
  readonly merges: Merges
  readonly histories: Histories
  readonly ids: IdSource
  /** Whether nobody waits for it any more. */
  readonly stopped: () => boolean
}

export interface Measurement {
  readonly report: Report | null
  /** Why something is missing from it. */
  readonly failed: GitFailure | null
}

type Report = PayloadOf<'coupling.report'>

interface Measured extends MeasuredSide {
  readonly side: Side
  readonly isNew: boolean
}

/** Measures one project: only pairs of which a side has changed since they were last measured. */
export class Measurer {
  readonly #parts: MeasurerParts
  /** By project and task, the key of what was reported last. */
  readonly #reported = new Map<string, ReadonlyMap<string, string>>()
  readonly #named = new RecentMap<readonly string[]>(keptNamed)

  constructor(parts: MeasurerParts) {
    this.#parts = parts
  }

  /** `looked`: threads in whose worktrees something may have changed. What failed is measured again the next time. */
  async measure(model: Model, project: Project, looked: ReadonlySet<string>): Promise<Measurement> {
    const sides = sidesOf(model, project.id)
    if (sides.length < 2) {
      this.#reported.delete(project.id)
      return { report: null, failed: null }
    }
    const base = newestBase(sides)
    const index = await this.#parts.histories.upTo(project, base)
    const { failed: unread, measured } = await this.#standings(sides, { project, looked, index, base })
    const fresh = measured.filter(({ isNew }) => isNew)
    if (fresh.length === 0) return { report: null, failed: unread }
    const with_ = { index, merges: this.#parts.merges, prefix: project.prefix }
    const { failed: unmerged, pairs } = await measurePairs(pairsOf(measured), with_)
    const failed = unread ?? unmerged
    if (failed !== null) this.#reported.delete(project.id)
    else this.#reported.set(project.id, new Map(measured.map(({ member, standing }) => [member.task, standing.key])))
    const count = Math.min(mostIds, 2 * pairs.length)
    const report: Report = {
      project: project.id,
      pairs,
      touched: fresh.flatMap(({ side: { thread }, standing }) =>
        thread === null ? [] : [{ thread: thread.id, paths: [...standing.changes.keys()].slice(0, mostTouched) }],
      ),
      ids: Array.from({ length: count }, () => this.#parts.ids.next()),
    }
    return { report, failed }
  }

  /** Found out once for each brief and what is known of the repository. */
  #namedBy({ brief, member }: Side, index: CoChangeIndex): readonly string[] {
    const key = `${member.task} ${index.size} ${brief}`
    const known = this.#named.get(key) ?? namedPaths(brief, index.paths())
    this.#named.set(key, known)
    return known
  }

  async #standings(
    sides: readonly Side[],
    { base, index, looked, project }: Looking,
  ): Promise<{ readonly measured: readonly Measured[]; readonly failed: GitFailure | null }> {
    const reported = this.#reported.get(project.id)
    const measured: Measured[] = []
    let failed: GitFailure | null = null
    for (const side of sides) {
      if (this.#parts.stopped()) break
      const { member, thread } = side
      if (thread !== null && looked.has(thread.id) && isInTurn(side)) await this.#parts.standings.look(side)
      const named = this.#namedBy(side, index)
      const source = base === null ? null : { gitDirectory: project.gitDirectory, tree: base }
      const standing = await this.#parts.standings.of(side, { prefix: project.prefix, named, base: source })
      if (standing.ok) {
        const isNew = reported?.get(member.task) !== standing.value.key
        measured.push({ side, member, declared: side.expected, named, standing: standing.value, isNew })
      } else failed = standing.error
    }
    return { measured, failed }
  }
}

interface Looking {
  readonly project: Project
  readonly looked: ReadonlySet<string>
  readonly index: CoChangeIndex
  /** Newest commit that threads started from. */
  readonly base: string | null
}

function isInTurn({ thread }: Side): boolean {
  return thread?.state.kind === 'running' || thread?.state.kind === 'needs-you'
}

/** The newest that threads started from has the most history; what isn't in it is in nobody's way yet. */
function newestBase(sides: readonly Side[]): string | null {
  const begun = sides.filter(({ thread }) => thread?.base.commit != null)
  const newest = begun.sort((one, other) => other.since - one.since)[0]
  return newest?.thread?.base.commit ?? null
}

function pairsOf(measured: readonly Measured[]): readonly SidePair[] {
  return measured.flatMap((one, at) =>
    measured.slice(at + 1).flatMap((other): SidePair[] => (one.isNew || other.isNew ? [[one, other]] : [])),
  )
}
