import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { applyEdit, keepBoth, offers, type Spot } from './source-file.ts'
import type { Need, PlannedEdit } from './world.ts'
import type { WorldRepository } from './world-repository.ts'

type Git = Pick<WorldRepository, 'git' | 'tryGit'>

/** An agent's files, and the git that it runs itself. */
export class AgentWorktree {
  readonly #folder: string
  readonly #git: Git

  constructor(folder: string, git: Git) {
    this.#folder = folder
    this.#git = git
  }

  change(edit: PlannedEdit, spot: Spot): void {
    const file = join(this.#folder, edit.path)
    writeFileSync(file, applyEdit(readFileSync(file, 'utf8'), edit, spot))
  }

  has({ path, symbol }: Need): boolean {
    return offers(readFileSync(join(this.#folder, path), 'utf8'), symbol)
  }

  /** Takes a commit in, both sides of whatever conflicts; answers the paths that did. */
  merge(commit: string): readonly string[] {
    const folder = this.#folder
    this.#git.git(folder, 'add', '-A')
    this.#git.git(folder, 'commit', '-q', '--allow-empty', '-m', 'work')
    if (this.#git.tryGit(folder, 'merge', '-q', '--no-edit', commit) !== null) return []
    const unmerged = this.#git.git(folder, 'diff', '--name-only', '--diff-filter=U').split('\n').filter(Boolean)
    for (const path of unmerged) {
      const file = join(folder, path)
      writeFileSync(file, keepBoth(readFileSync(file, 'utf8')))
    }
    this.#git.git(folder, 'add', '-A')
    this.#git.git(folder, 'commit', '-q', '--no-edit')
    return unmerged
  }
}
