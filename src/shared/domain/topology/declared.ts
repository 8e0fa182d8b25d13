import type { Model } from '../model.ts'
import { matchesGlob } from '../plan/path-glob.ts'
import type { Task } from '../task/state.ts'
import { expectedMeeting } from './estimate.ts'
import { threadOf } from './member.ts'
import type { Found } from './score.ts'
import { titleOf } from './standing.ts'
import type { Member } from './state.ts'
import { values } from './weights.ts'

/** Globs and paths of one side that are compared; a task may name a hundred. */
const compared = 30

/** What the plan itself says about a pair: a link, paths that both are expected to touch, or that one has changed. */
export function declaredIn(model: Model, members: readonly [Member, Member]): Found {
  const found = [...linked(model, members), ...expected(model, members)]
  const best = found.sort((one, other) => other.value - one.value)
  return { kind: 'declared', value: best[0]?.value ?? 0, details: best.map(({ detail }) => detail) }
}

interface Hint {
  readonly value: number
  readonly detail: string
}

function* linked(model: Model, [one, other]: readonly [Member, Member]): Iterable<Hint> {
  for (const [task, on] of [
    [one, other],
    [other, one],
  ] as const) {
    const link = model.task.get(task.task)?.after.find((after) => after.on === on.task)
    if (link === undefined) continue
    yield { value: values.linked, detail: `${titleOf(model, task)} comes after ${titleOf(model, on)} in the plan.` }
  }
}

function* expected(model: Model, [one, other]: readonly [Member, Member]): Iterable<Hint> {
  const [left, right] = [pathsOf(model.task.get(one.task)), pathsOf(model.task.get(other.task))]
  for (const glob of left) {
    const met = expectedMeeting(glob, right)
    if (met !== null) yield { value: met.value, detail: `Both are expected to touch ${met.named}.` }
  }
  yield* changedAsExpected(model, left, { by: other, expects: one })
  yield* changedAsExpected(model, right, { by: one, expects: other })
}

function* changedAsExpected(
  model: Model,
  globs: readonly string[],
  { by, expects }: { readonly by: Member; readonly expects: Member },
): Iterable<Hint> {
  const touched = touchedBy(model, by)
  const path = touched.find((one) => globs.some((glob) => matchesGlob(glob, one)))
  if (path === undefined) return
  const detail = `${titleOf(model, by)} has changed ${path}, which ${titleOf(model, expects)} is expected to touch.`
  yield { value: values.expectedChanged, detail }
}

/** What a member has changed by now, as far as the host has looked. */
export function touchedBy(model: Model, member: Member): readonly string[] {
  const thread = threadOf(model, member)
  return thread === undefined ? [] : (model.mailbox.get(thread.id)?.touched ?? []).slice(0, 2 * compared)
}

function pathsOf(task: Task | undefined): readonly string[] {
  return (task?.paths ?? []).filter(isNarrow).slice(0, compared)
}

/** A glob that means everything says nothing. */
function isNarrow(glob: string): boolean {
  return !/^[*/.]*$/.test(glob)
}
