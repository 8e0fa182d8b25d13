import type { Estimate, EstimatedPair } from '../../shared/contract/channels/topology.ts'
import type { Model } from '../../shared/domain/model.ts'
import { matchesGlob } from '../../shared/domain/plan/path-glob.ts'
import { estimateDependence, expectedMeeting } from '../../shared/domain/topology/estimate.ts'
import { type Found, partsOf, scoreOf } from '../../shared/domain/topology/score.ts'
import { titleOf } from '../../shared/domain/topology/standing.ts'
import { thresholds, values } from '../../shared/domain/topology/weights.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { GitPort } from '../ports/git.ts'
import type { CoChangeIndex } from './co-change-index.ts'
import type { Histories } from './histories.ts'
import { historyEvidence } from './history.ts'
import { meantPaths, namedPaths } from './named-paths.ts'
import { sidesOf } from './sides.ts'

export interface EstimateParts {
  readonly git: Pick<GitPort, 'inspect'>
  readonly histories: Histories
  readonly model: Model
}

export interface Work {
  readonly brief: string
  readonly paths: readonly string[]
}

const mostPairs = 20

interface Compared {
  readonly title: string
  readonly other: EstimatedPair['other']
  readonly globs: readonly string[]
  /** Files that it has changed, or is expected to as far as that is known. */
  readonly files: readonly string[]
  readonly changed: readonly string[]
}

/** How far work depends on each other and on what is live, by what it names and what changed together so far. */
export async function estimateWork(
  { git, histories, model }: EstimateParts,
  query: { readonly repository: string; readonly work: readonly Work[] },
): Promise<Result<Estimate, Failure>> {
  const inspected = await git.inspect(query.repository)
  if (!inspected.ok) return inspected
  const { gitDirectory, head, prefix } = inspected.value
  const index = await histories.upTo({ gitDirectory, prefix }, head.kind === 'unborn' ? null : head.oid)
  const asked = query.work.map((work, at) => askedFor(work, at, index))
  const live = liveIn(model, { gitDirectory, prefix }, index)
  const pairs = asked.flatMap((one, work) =>
    [...asked.slice(work + 1), ...live].flatMap((other) => pairOf(index, { work, one, other })),
  )
  const closest = pairs.sort((one, other) => other.score - one.score).slice(0, mostPairs)
  return ok({ ...estimateDependence(closest), pairs: closest, commits: index.size })
}

function askedFor({ brief, paths }: Work, work: number, index: CoChangeIndex): Compared {
  const globs = [...new Set([...paths, ...namedPaths(brief, index.paths())])]
  const files = meantPaths(globs, index.paths())
  return { title: `Task ${work + 1}`, other: { kind: 'asked', work }, globs, files, changed: [] }
}

function liveIn(
  model: Model,
  { gitDirectory, prefix }: { readonly gitDirectory: string; readonly prefix: string },
  index: CoChangeIndex,
): readonly Compared[] {
  const projects = [...model.project.values()]
  const project = projects.find((one) => one.gitDirectory === gitDirectory && one.prefix === prefix)
  if (project === undefined) return []
  return sidesOf(model, project.id).map(({ expected, member, thread }) => {
    const changed = thread === null ? [] : (model.mailbox.get(thread.id)?.touched ?? [])
    const files = [...new Set([...changed, ...meantPaths(expected, index.paths())])]
    const other = { kind: 'live', ...member, thread: thread?.id ?? null } as const
    return { title: titleOf(model, member), other, globs: expected, files, changed }
  })
}

function pairOf(
  index: CoChangeIndex,
  { one, other, work }: { readonly work: number; readonly one: Compared; readonly other: Compared },
): readonly EstimatedPair[] {
  const history = historyEvidence(index, one.files, other.files)
  const parts = partsOf([expectedIn(one, other), ...(history === null ? [] : [history])])
  const score = scoreOf(parts)
  return score < thresholds.keep ? [] : [{ work, other: other.other, score, parts }]
}

function expectedIn(one: Compared, other: Compared): Found {
  const hints = [...meetings(one, other)].sort((left, right) => right.value - left.value)
  return { kind: 'declared', value: hints[0]?.value ?? 0, details: hints.map(({ detail }) => detail) }
}

function* meetings(one: Compared, other: Compared): Iterable<{ readonly value: number; readonly detail: string }> {
  for (const glob of one.globs) {
    const changed = other.changed.find((path) => matchesGlob(glob, path))
    if (changed !== undefined) {
      yield { value: values.expectedChanged, detail: `${other.title} has changed ${changed}.` }
      continue
    }
    const met = expectedMeeting(glob, other.globs)
    if (met !== null) yield { value: met.value, detail: `${other.title} touches ${met.named}, too.` }
  }
}
