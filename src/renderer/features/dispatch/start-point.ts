import type { FolderFacts } from '../../../shared/contract/channels/repository.ts'
import { visibleLine } from '../../lib/visible-text.ts'

type Head = Extract<FolderFacts, { kind: 'repository' }>['head']

export interface StartPoint {
  /** What threads start from; an empty text where it must be named. */
  readonly base: string
  /** The branch they land on; an empty text leaves it to the merge. */
  readonly into: string
  /** What a person should know of it. */
  readonly note: string | null
  /** Why nothing can start from here yet. */
  readonly problem: string | null
}

export interface Named {
  readonly base: string | null
  readonly into: string | null
  /** Whether the person agreed to have the folder made a repository. */
  readonly initialize: boolean
}

/** Where threads on a folder start and land: what was named, else what is checked out there. */
export function startPoint(facts: FolderFacts, named: Named): StartPoint {
  if (facts.kind === 'folder') {
    const name = visibleLine(facts.name)
    const problem = named.initialize ? null : `${name} is no git repository yet.`
    return { base: '', into: '', note: null, problem }
  }
  const { head, branches } = facts
  const present = head.kind === 'detached' ? '' : head.branch
  const isBranch = (name: string) => branches.includes(name) || (head.kind === 'unborn' && name === present)
  const base = (named.base ?? present).trim()
  const into = (named.into ?? (isBranch(base) ? base : '')).trim()
  if (base === '') return { base, into, note: null, problem: startNeeded(head) }
  if (into !== '' && !isBranch(into) && branches.length < branchesTold) {
    const problem = `There is no local branch ${visibleLine(into)} to land on. Create it first, or name another one.`
    return { base, into, note: null, problem }
  }
  return { base, into, note: noteOf(head, base, into), problem: null }
}

function startNeeded(head: Head): string {
  const what = head.kind === 'detached' ? `No branch is checked out (${head.commit.slice(0, 7)} is). ` : ''
  return `${what}Name a branch, tag or commit to start from.`
}

/** The host tells of no more, so that one which it didn't tell of may still be there. */
const branchesTold = 500

function noteOf(head: Head, base: string, into: string): string | null {
  if (head.kind === 'unborn' && base === head.branch) {
    return `${visibleLine(base)} has no commit yet: threads start empty, and the first merge makes its first commit.`
  }
  if (into === '') return 'No branch to land on is named: each merge will ask for one.'
  return null
}
