import type { Project } from '../../shared/domain/project/state.ts'
import { ok } from '../../shared/kernel/result.ts'
import type { GitResult } from '../ports/git.ts'
import { type Glob, globOf } from './globs.ts'
import type { TriggerServices } from './services.ts'

/** Between two looks that don't rely on what the file system tells. */
const fullLookMs = 60_000

export interface WatchedBranches {
  /** A name or a glob. */
  readonly name: string
  readonly remote: boolean
  readonly project: Pick<Project, 'gitDirectory' | 'branchPrefix'>
}

/** Where the branches of a pattern are, at little cost as long as none moves. */
export class BranchLook {
  readonly #services: Pick<TriggerServices, 'clock' | 'git'>
  readonly #branches: WatchedBranches
  readonly #glob: Glob
  #stamp: string | null = null
  #lookedAt = 0

  constructor(services: Pick<TriggerServices, 'clock' | 'git'>, branches: WatchedBranches) {
    this.#services = services
    this.#branches = branches
    this.#glob = globOf(branches.name)
  }

  /** Null where none moved since the last look. */
  async look(): GitResult<ReadonlyMap<string, string> | null> {
    const { clock, git } = this.#services
    const { project, remote } = this.#branches
    const full = clock.monotonic() - this.#lookedAt >= fullLookMs
    const stamp = full ? null : this.#stamp
    const found = await git.branchTips({ gitDirectory: project.gitDirectory, remote, stamp })
    if (!found.ok || found.value === null) return found.ok ? ok(null) : found
    this.#stamp = found.value.stamp
    this.#lookedAt = clock.monotonic()
    return ok(new Map([...found.value.tips].filter(([branch]) => this.#wanted(branch))))
  }

  /** The next look tells all of it again. */
  forget(): void {
    this.#stamp = null
  }

  /** Threads' own branches move with every checkpoint, and would start work without end: they must be named. */
  #wanted(branch: string): boolean {
    const { name, project, remote } = this.#branches
    const own = `${project.branchPrefix}/`
    const short = remote ? branch.slice(branch.indexOf('/') + 1) : branch
    return (name.startsWith(own) || !short.startsWith(own)) && this.#glob(short)
  }
}
