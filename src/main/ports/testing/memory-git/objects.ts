import { createHash } from 'node:crypto'
import type { ChangedFile } from '../../../../shared/contract/channels/review.ts'
import type { ChangeCount } from '../../git.ts'

/** Contents by path. */
export type Files = ReadonlyMap<string, string>

export interface MemoryCommit {
  readonly files: Files
  readonly parent: string | null
  readonly message: string
}

/** Every commit ever made, by its id. */
export class MemoryObjects {
  readonly #commits = new Map<string, MemoryCommit>()
  readonly #trees = new Map<string, Files>()
  readonly #texts = new Map<string, string>()

  keepText(text: string): string {
    const id = blobOf(text)
    this.#texts.set(id, text)
    return id
  }

  text(id: string): string | undefined {
    return this.#texts.get(id)
  }

  commit(files: Files, parent: string | null, message: string): string {
    const id = digest([...files].sort(), parent, message)
    this.#commits.set(id, { files: new Map(files), parent, message })
    this.keepTree(files)
    return id
  }

  keepTree(files: Files): string {
    const id = treeOf(files)
    this.#trees.set(id, new Map(files))
    return id
  }

  has(id: string): boolean {
    return this.#commits.has(id)
  }

  message(id: string): string {
    return this.#commits.get(id)?.message ?? ''
  }

  /** Of a commit or a tree. */
  files(id: string | null): Files {
    return (id === null ? undefined : (this.#commits.get(id)?.files ?? this.#trees.get(id))) ?? new Map()
  }

  tree(id: string | null): string {
    return treeOf(this.files(id))
  }

  /** What each commit changed, from `newest` back to `base`, which is no part of it. */
  changes(
    newest: string,
    base: string | null,
  ): readonly { readonly commit: string; readonly paths: readonly string[] }[] {
    return this.chain(newest, base).map((commit) => ({
      commit,
      paths: changedPaths(this.files(this.#commits.get(commit)?.parent ?? null), this.files(commit)),
    }))
  }

  /** From `newest` back to `base`, which is no part of it. */
  chain(newest: string, base: string | null): readonly string[] {
    const found: string[] = []
    for (let at: string | null = newest; at !== null && at !== base; at = this.#commits.get(at)?.parent ?? null) {
      found.push(at)
    }
    return found
  }

  /** One after the other; the commit itself where it holds all others. */
  mergeAll(
    commits: readonly string[],
    message: string,
  ): { readonly commit: string; readonly conflicts: readonly string[] } {
    const heads = commits.filter(
      (one, at) => !commits.some((other, index) => (other !== one || index < at) && this.isAncestor(one, other)),
    )
    let [merged = '', ...others] = heads
    for (const other of others) {
      const base = this.chain(merged, null).find((commit) => this.isAncestor(commit, other)) ?? null
      const sides = { base: this.files(base), ours: this.files(merged), theirs: this.files(other) }
      const { files, conflicts } = mergeFiles(sides)
      if (conflicts.length > 0) return { commit: merged, conflicts }
      merged = this.commit(files, merged, message)
    }
    return { commit: merged, conflicts: [] }
  }

  /** True for the commit itself too. */
  isAncestor(ancestor: string, of: string | null): boolean {
    for (let at = of; at !== null; at = this.#commits.get(at)?.parent ?? null) if (at === ancestor) return true
    return false
  }
}

export function treeOf(files: Files): string {
  return digest([...files].sort())
}

/** The same id that git gives this content. */
export function blobOf(content: string): string {
  const bytes = Buffer.from(content, 'utf8')
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

function digest(...parts: readonly unknown[]): string {
  return createHash('sha1').update(JSON.stringify(parts)).digest('hex')
}

/** Paths whose content differs, in order. */
export function changedPaths(before: Files, after: Files): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort()
}

export function describeChanges(before: Files, after: Files): readonly ChangedFile[] {
  return changedPaths(before, after).map((path) => {
    const [old, young] = [before.get(path), after.get(path)]
    const kept = young === undefined ? 'deleted' : 'modified'
    const status = old === undefined ? 'added' : kept
    const blob = young === undefined ? null : blobOf(young)
    return { path, previousPath: null, status, binary: false, blob, ...countLines(lines(old), lines(young)) }
  })
}

export function countChanges(changes: readonly ChangedFile[]): ChangeCount {
  const sum = (field: 'additions' | 'deletions') => changes.reduce((total, change) => total + change[field], 0)
  return { files: changes.length, additions: sum('additions'), deletions: sum('deletions') }
}

function lines(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.replace(/\n$/, '').split('\n')
}

/** Counts one block of change: what stands before and after it is the same on both sides. */
function countLines(old: readonly string[], young: readonly string[]): Pick<ChangedFile, 'additions' | 'deletions'> {
  let [start, end] = [0, 0]
  const shorter = Math.min(old.length, young.length)
  while (start < shorter && old[start] === young[start]) start += 1
  while (end < shorter - start && old.at(-1 - end) === young.at(-1 - end)) end += 1
  return { additions: young.length - start - end, deletions: old.length - start - end }
}

/** Whole files are merged, never their lines; null where both sides changed the same one. */
export function mergeFiles(sides: { readonly base: Files; readonly ours: Files; readonly theirs: Files }): {
  readonly files: Files
  readonly conflicts: readonly string[]
} {
  const { base, ours, theirs } = sides
  const files = new Map(ours)
  const conflicts: string[] = []
  for (const path of changedPaths(base, theirs)) {
    const [mine, wanted] = [ours.get(path), theirs.get(path)]
    if (mine !== base.get(path) && mine !== wanted) conflicts.push(path)
    else if (wanted === undefined) files.delete(path)
    else files.set(path, wanted)
  }
  return { files, conflicts }
}
