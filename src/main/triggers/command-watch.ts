import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { TriggerEvent, TriggerWatch } from '../ports/trigger.ts'
import type { CommandServices, CommandSettings } from './command-settings.ts'
import { durationMs } from './duration.ts'
import { type CommandOutcome, runWatched } from './watched-command.ts'

const lookMs = 5000
const retryMs = 30_000
/** Commits on which it failed that are remembered; the same event again is told from a new one all the same. */
const remembered = 50

const cursorShape = z.object({ rule: z.string(), failed: z.array(z.string()), tried: z.string() })
type Cursor = z.output<typeof cursorShape>

export interface Begun {
  readonly of: CommandSettings
  readonly watch: TriggerWatch
  readonly signal: AbortSignal
}

interface Tip {
  readonly branch: string
  readonly commit: string
}

/** Runs a command on the newest commit of a branch, and tells when it fails where it hasn't before. */
export class CommandWatch {
  readonly #services: CommandServices
  readonly #begun: Begun
  readonly #name: string
  #cursor: Cursor
  #ranAt: number | null = null

  constructor(services: CommandServices, begun: Begun) {
    this.#services = services
    this.#begun = begun
    const { of, watch } = begun
    const rule = JSON.stringify([of.run, of.branch ?? null])
    this.#name = createHash('sha256').update(`${watch.automation.id}\n${rule}`).digest('hex').slice(0, 12)
    const stored = cursorShape.safeParse(watch.cursor)
    this.#cursor = stored.success && stored.data.rule === rule ? stored.data : { rule, failed: [], tried: '' }
  }

  /** Answers when to look again. */
  async look(): Promise<number> {
    const { clock } = this.#services
    const tip = await this.#tip()
    if (!tip.ok) return this.#trouble(tip.error)
    const left = this.#leftMs(tip.value.commit)
    if (left > 0) return left
    this.#ranAt = clock.monotonic()
    const outcome = await this.#run(tip.value.commit)
    if (this.#begun.signal.aborted) return lookMs
    if (!outcome.ok) return this.#trouble(outcome.error)
    this.#begun.watch.health(null)
    return this.#tell(tip.value, outcome.value)
  }

  /** Until it is to be run on that commit, as far as can be known now. */
  #leftMs(commit: string): number {
    const { failed, tried } = this.#cursor
    if (failed.includes(commit)) return lookMs
    const { every, on } = this.#begun.of
    if (on === 'moves') return tried === commit ? lookMs : 0
    if (this.#ranAt === null) return 0
    const left = (durationMs(every) ?? 0) - (this.#services.clock.monotonic() - this.#ranAt)
    return Math.max(0, Math.min(left, durationMs(every) ?? 0))
  }

  async #tip(): Promise<Result<Tip, Failure>> {
    const { git } = this.#services
    const { gitDirectory, root } = this.#begun.watch.project
    const { branch } = this.#begun.of
    if (branch !== undefined) {
      const tip = await git.branchTip(gitDirectory, branch)
      if (!tip.ok) return tip
      return tip.value === null ? err(noBranch(branch)) : ok({ branch, commit: tip.value })
    }
    const facts = await git.inspect(root)
    if (!facts.ok) return facts
    const { head } = facts.value
    if (head.kind === 'unborn') return err(noBranch(head.branch))
    return ok({ branch: head.kind === 'branch' ? head.branch : '', commit: head.oid })
  }

  async #run(commit: string): Promise<Result<CommandOutcome, Failure>> {
    const { git, roots } = this.#services
    const { of, signal, watch } = this.#begun
    const { gitDirectory, prefix } = watch.project
    const folder = join(await roots.rootFor(gitDirectory), `command-${this.#name}`)
    const made = await git.scratchCheckout({ gitDirectory, commit, folder })
    if (!made.ok) return made
    try {
      return await runWatched(this.#services, {
        command: of.run,
        cwd: join(folder, prefix),
        owner: `command/${this.#name}`,
        timeoutMs: durationMs(of.timeout) ?? 0,
        signal,
      })
    } finally {
      const removed = await git.removeScratch(folder)
      if (!removed.ok) this.#services.problem(removed.error.message, removed.error)
    }
  }

  async #tell(tip: Tip, outcome: CommandOutcome): Promise<number> {
    const { rule } = this.#cursor
    const failed = outcome.exitCode !== 0
    const commits = failed ? [...this.#cursor.failed, tip.commit].slice(-remembered) : this.#cursor.failed
    const cursor: Cursor = { rule, failed: commits, tried: tip.commit }
    if (!failed && this.#cursor.tried === tip.commit) return lookMs
    const told = await this.#begun.watch.deliver(failed ? [this.#event(tip, outcome)] : [], cursor)
    if (told.ok) this.#cursor = cursor
    // What it came to is not kept anywhere else: it is run again.
    else this.#ranAt = null
    return told.ok ? lookMs : retryMs
  }

  #event({ branch, commit }: Tip, { exitCode, output }: CommandOutcome): TriggerEvent {
    const command = this.#begun.of.run
    const where = branch === '' ? commit.slice(0, 10) : `${branch} at ${commit.slice(0, 10)}`
    return {
      id: `command:${this.#name}:${commit}`,
      source: { words: `a command that failed on ${where}`, link: null, outside: false, reply: null },
      subject: branch === '' ? null : `${command.slice(0, 80)} on ${branch}`,
      fields: { command, exitCode, output, commit, branch },
    }
  }

  #trouble(trouble: Failure): number {
    this.#ranAt = null
    this.#begun.watch.health({ failure: trouble, retryAt: this.#services.clock.now() + retryMs })
    return retryMs
  }
}

function noBranch(branch: string): Failure {
  return failure('branch-not-found', `There is no commit on ${branch} here. The command is not run meanwhile.`, {
    remedy: 'Name a branch of the repository, or create it.',
    facts: { branch },
  })
}
