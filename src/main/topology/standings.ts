import type { ThreadPlace } from '../../shared/domain/worktree/queries.ts'
import type { GitPort, StandingTree } from '../ports/git.ts'
import { type Changes, changesOf } from './overlap.ts'
import { type ProjectPaths, projectPaths } from './project-paths.ts'
import type { References } from './reach.ts'
import { RecentMap } from './recent-map.ts'
import { isReadable, referenceBytes, referencesIn } from './references.ts'
import type { Side } from './sides.ts'
import { filesAmong, type Standing } from './standing.ts'

/** Files of one side whose references are read. */
const mostRead = 40
const keptStandings = 200

export interface StandingParts {
  readonly git: Pick<GitPort, 'changedLines' | 'readTexts' | 'worktreeTree'>
  readonly problem: (message: string, error: unknown) => void
}

/** What each side comes to, found out once for each state of its files. */
export class Standings {
  readonly #parts: StandingParts
  readonly #known = new RecentMap<Standing>(keptStandings)
  /** What threads had in their worktrees when they were last looked at, newer than their checkpoints. */
  readonly #seen = new Map<string, string>()

  constructor(parts: StandingParts) {
    this.#parts = parts
  }

  /** A checkpoint is newer than what was seen before it, and a thread that is over is not looked at. */
  forget(thread: string): void {
    this.#seen.delete(thread)
  }

  /** Looks into the worktree itself, where a turn may have changed files since the last checkpoint. */
  async look({ place, thread }: Side): Promise<void> {
    if (place === null || thread === null) return
    const tree = await this.#parts.git.worktreeTree(place)
    // A worktree may go while it is looked at; then its checkpoint counts.
    if (tree.ok) this.#seen.set(thread.id, tree.value)
  }

  /** Null where git could not tell. */
  async of(side: Side, prefix: string): Promise<Standing | null> {
    const tree = this.#treeOf(side)
    const key = [side.member.task, tree?.base, tree?.tree, ...side.expected].join('\n')
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const names = projectPaths(prefix)
    const changes = tree === null ? new Map() : await this.#changes(tree, names)
    if (changes === null) return null
    const paths = [...new Set([...changes.keys(), ...filesAmong(side.expected)])]
    const references = await this.#references(side, { tree, paths, names })
    const standing = { key, tree, changes, references, paths }
    this.#known.set(key, standing)
    return standing
  }

  #treeOf({ place, thread }: Side): StandingTree | null {
    if (place === null || thread === null) return null
    const tree = this.#seen.get(thread.id) ?? thread.checkpoint?.tree
    return tree === undefined ? null : { ...roomOf(place), tree, base: thread.base.commit }
  }

  async #changes({ base, ledger, tree }: StandingTree, { toProject }: ProjectPaths): Promise<Changes | null> {
    const changed = await this.#parts.git.changedLines({ ledger, from: base, to: tree })
    if (changed.ok) return changesOf(changed.value.map(({ lines, path }) => ({ path: toProject(path), lines })))
    this.#parts.problem('what a thread changed could not be read', changed.error)
    return null
  }

  async #references(
    { place, thread }: Side,
    of: { readonly tree: StandingTree | null; readonly paths: readonly string[]; readonly names: ProjectPaths },
  ): Promise<References> {
    const readable = of.paths.filter(isReadable).slice(0, mostRead)
    const gitDirectory = place?.ledger
    const tree = of.tree?.tree ?? thread?.base.commit
    if (readable.length === 0 || gitDirectory === undefined || tree == null) return new Map()
    const byName = new Map(readable.map((path) => [of.names.toRepository(path), path]))
    const wanted = { gitDirectory, tree, paths: [...byName.keys()], maxBytes: referenceBytes }
    const texts = await this.#parts.git.readTexts(wanted)
    if (!texts.ok) {
      this.#parts.problem('files of a thread could not be read', texts.error)
      return new Map()
    }
    return new Map([...texts.value].map(([name, text]) => referencesOf(byName.get(name) ?? name, text)))
  }
}

function roomOf({ ledger, repository }: ThreadPlace): Pick<StandingTree, 'ledger' | 'repository'> {
  return { ledger, repository }
}

function referencesOf(path: string, text: string): readonly [string, readonly string[]] {
  return [path, referencesIn(path, text)]
}
