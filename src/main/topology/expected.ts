import type { Evidence } from '../../shared/domain/topology/state.ts'
import { values } from '../../shared/domain/topology/weights.ts'
import { weightOf } from './common-files.ts'
import { evidenceOf, type Hint } from './evidence.ts'
import { isReferred } from './reach.ts'
import { filesAmong, type Standing } from './standing.ts'

/** What one side is expected to touch, beside what it has touched by now. Paths from the folder of the project. */
interface Expecting {
  /** Globs that its plan says. */
  readonly declared: readonly string[]
  /** Files and folders that its brief names, to change them or to look at them. */
  readonly named: readonly string[]
  readonly standing: Pick<Standing, 'changes' | 'references'>
}

/** Files that both are expected to touch, before either has; and what one has changed that the other's brief names. */
export function expectedEvidence(one: Expecting, other: Expecting): Evidence | null {
  const [left, right] = [filesOf(one), new Set(filesOf(other))]
  const both = left.filter((path) => right.has(path)).map((path) => hintOf(path, one, other))
  return evidenceOf('declared', [...both, ...changedAsNamed(one, other), ...changedAsNamed(other, one)])
}

function filesOf({ declared, named }: Expecting): readonly string[] {
  return filesAmong([...new Set([...declared, ...named])])
}

function hintOf(path: string, one: Expecting, other: Expecting): Hint {
  const isSure = one.declared.includes(path) && other.declared.includes(path)
  // Who only names a file that the files it is to change refer to may well mean to use it.
  const uses = [one, other].some((side) => !side.declared.includes(path) && isReferred(path, side.standing.references))
  return {
    value: (isSure ? values.samePath : values.namedPath) * weightOf(path),
    detail: `Both are expected to touch ${path}.`,
    spots: uses ? [] : [{ path, lines: null }],
  }
}

function changedAsNamed(by: Expecting, expects: Expecting): readonly Hint[] {
  const changed = filesAmong(expects.named).filter((path) => by.standing.changes.has(path))
  return changed.map((path) => ({
    value: values.expectedChanged * weightOf(path),
    detail: `One has changed ${path}, which the brief of the other names.`,
  }))
}
