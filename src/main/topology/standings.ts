import type { ThreadPlace } from '../../shared/domain/worktree/queries.ts'
import { ok } from '../../shared/kernel/result.ts'
import type { GitPort, GitResult, StandingTree } from '../ports/git.ts'
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

/** A tree or commit, and where it is. */
interface Source {
  readonly gitDirectory: string
  readonly tree: string
}

interface StandingOf {
  /** Folder of the project in its repository. */
  readonly prefix: string
  /** Files and folders that the side's brief names. */
  readonly named: readonly string[]
  readonly base: Source | null
}

type StandingGit = Pick<GitPort, 'changedLines' | 'readTexts' | 'worktreeTree'>

/** What each side comes to, found out once for each state of its files. */
export class Standings {
  readonly #git: StandingGit
  readonly #known = new RecentMap<Standing>(keptStandings)
  /** What threads had in their worktrees when they were last looked at, newer than their checkpoints. */
  readonly #seen = new Map<string, string>()

  constructor(git: StandingGit) {
    this.#git = git
  }

  /** A checkpoint is newer than what was seen before it, and a thread that is over is not looked at. */
  forget(thread: string): void {
    this.#seen.delete(thread)
  }

  /** Looks into the worktree itself, where a turn may have changed files since the last checkpoint. */
  async look({ place, thread }: Side): Promise<void> {
    if (place === null || thread === null) return
    const tree = await this.#git.worktreeTree(place)
    // A worktree may go while it is looked at; then its checkpoint counts.
    if (tree.ok) this.#seen.set(thread.id, tree.value)
  }

  /** `base`: where files are read that it has no worktree for yet. */
  async of(side: Side, { base, named, prefix }: StandingOf): GitResult<Standing> {
    const tree = this.#treeOf(side)
    const from = sourceOf(side, tree, base)
    const expected = [...new Set([...side.expected, ...named])]
    const key = [side.member.task, tree?.base, tree?.tree, from?.tree, ...expected].join('\n')
    const known = this.#known.get(key)
    if (known !== undefined) return ok(known)
    const names = projectPaths(prefix)
    const changed = tree === null ? ok(new Map()) : await this.#changes(tree, names)
    if (!changed.ok) return changed
    const changes: Changes = changed.value
    const paths = [...new Set([...changes.keys(), ...filesAmong(expected)])]
    const references = await this.#references(from, { paths, names })
    if (!references.ok) return references
    const standing = { key, tree, changes, references: references.value, paths }
    this.#known.set(key, standing)
    return ok(standing)
  }

  #treeOf({ place, thread }: Side): StandingTree | null {
    if (place === null || thread === null) return null
    const tree = this.#seen.get(thread.id) ?? thread.checkpoint?.tree
    return tree === undefined ? null : { ...roomOf(place), tree, base: thread.base.commit }
  }

  async #changes({ base, ledger, tree }: StandingTree, { toProject }: ProjectPaths): GitResult<Changes> {
    const changed = await this.#git.changedLines({ ledger, from: base, to: tree })
    if (!changed.ok) return changed
    return ok(changesOf(changed.value.map(({ lines, path }) => ({ path: toProject(path), lines }))))
  }

  async #references(
    from: Source | null,
    of: { readonly paths: readonly string[]; readonly names: ProjectPaths },
  ): GitResult<References> {
    const readable = of.paths.filter(isReadable).slice(0, mostRead)
    if (readable.length === 0 || from === null) return ok(new Map())
    const byName = new Map(readable.map((path) => [of.names.toRepository(path), path]))
    const wanted = { ...from, paths: [...byName.keys()], maxBytes: referenceBytes }
    const texts = await this.#git.readTexts(wanted)
    if (!texts.ok) return texts
    return ok(new Map([...texts.value].map(([name, text]) => referencesOf(byName.get(name) ?? name, text))))
  }
}

function sourceOf({ place, thread }: Side, tree: StandingTree | null, base: Source | null): Source | null {
  const own = tree?.tree ?? thread?.base.commit
  return place === null || own == null ? base : { gitDirectory: place.ledger, tree: own }
}

function roomOf({ ledger, repository }: ThreadPlace): Pick<StandingTree, 'ledger' | 'repository'> {
  return { ledger, repository }
}

function referencesOf(path: string, text: string): readonly [string, readonly string[]] {
  return [path, referencesIn(path, text)]
}
