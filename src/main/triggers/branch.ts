import { z } from 'zod'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { Trigger, TriggerEvent, TriggerWatch } from '../ports/trigger.ts'
import { BranchLook } from './branch-look.ts'
import { globSetting } from './globs.ts'
import { keepLooking } from './keep-looking.ts'
import type { TriggerServices } from './services.ts'

type Services = Pick<TriggerServices, 'clock' | 'git' | 'problem'>

const everyMs = 2000
const retryMs = 10_000
/** Moves that one look tells; those left are told by the next. */
const atOnce = 50
/** UTF-16 units of the tips as JSON, so that the cursor stays within its bound. */
const tipsSize = 14_000

const settings = z.strictObject({
  name: globSetting('The name of the branch')
    .default('**')
    .describe('Branch, or a pattern such as release/*; all without one'),
  remote: z.boolean('Say true or false.').default(false).describe('Branches of remotes, as they were last fetched'),
})
type Settings = z.output<typeof settings>

const cursorShape = z.object({
  rule: z.string(),
  /** Number of the next look that finds something; counted from `since`, so that no two moves have one id. */
  look: z.number(),
  since: z.number(),
  tips: z.record(z.string(), z.string()),
  /** There were more branches than are kept: one that is new may be one of those. */
  over: z.boolean(),
})
type Cursor = z.output<typeof cursorShape>

/** A branch of the repository points at another commit: by a commit, a landing, a push or a fetch. */
export function branchTrigger(services: Services): Trigger<Settings> {
  return {
    kind: 'branch',
    title: 'Branch moved',
    outside: false,
    settings,
    fields: [
      { name: 'branch', kind: 'text', words: 'Its name', example: 'main' },
      { name: 'before', kind: 'text', words: 'Commit it was at; empty for a new branch', example: '9fceb02…' },
      { name: 'after', kind: 'text', words: 'Commit it is at', example: '1b2e1d6…' },
      { name: 'forced', kind: 'boolean', words: 'Whether it left commits behind', example: false },
      { name: 'subject', kind: 'text', words: 'First line of the newest commit', example: 'Fix the login page' },
      { name: 'author', kind: 'text', words: 'Its author', example: 'Ada Example' },
    ],
    words: ({ name, remote }) => `${remote ? 'Remote branch' : 'Branch'} ${name} moves · looked at every 2 s`,
    begin(of, watch, scope) {
      const watching = new Watching(services, of, watch)
      const what = `watching the branches for ${watch.automation.name}`
      keepLooking({ clock: services.clock, problem: services.problem, what }, scope, () => watching.look())
    },
  }
}

interface Move {
  readonly branch: string
  readonly before: string | null
  readonly after: string
}

class Watching {
  readonly #services: Services
  readonly #settings: Settings
  readonly #watch: TriggerWatch
  readonly #rule: string
  readonly #branches: BranchLook
  #cursor: Cursor | null

  constructor(services: Services, of: Settings, watch: TriggerWatch) {
    this.#services = services
    this.#settings = of
    this.#watch = watch
    this.#rule = JSON.stringify([of.name, of.remote])
    this.#branches = new BranchLook(services, { ...of, project: watch.project })
    const stored = cursorShape.safeParse(watch.cursor)
    this.#cursor = stored.success && stored.data.rule === this.#rule ? stored.data : null
  }

  /** Answers when to look again. */
  async look(): Promise<number> {
    const found = await this.#branches.look()
    if (!found.ok) {
      this.#watch.health({ failure: found.error, retryAt: this.#services.clock.now() + retryMs })
      return retryMs
    }
    if (found.value === null) return everyMs
    const told = await this.#tell(found.value)
    // Also where this broke off: whatever is not in the cursor is found again.
    if (!told.ok || told.value === 'more') this.#branches.forget()
    return told.ok ? everyMs : retryMs
  }

  async #tell(tips: ReadonlyMap<string, string>): Promise<Result<'all' | 'more', Failure>> {
    const { clock } = this.#services
    const before = this.#cursor
    const kept = boundedTips(tips)
    const over = kept.size < tips.size
    this.#watch.health(over ? { failure: tooMany(kept.size, tips.size), retryAt: null } : null)
    const fresh = { rule: this.#rule, look: 0, since: clock.now() }
    const moves = before === null ? [] : movesOf(before, kept)
    if (before !== null && isUnchanged(before, kept)) return ok('all')
    const now = before === null ? kept : afterMoves(before, kept, moves.slice(0, atOnce))
    const events: TriggerEvent[] = []
    for (const move of moves.slice(0, atOnce)) {
      const event = await this.#event(move)
      if (!event.ok) return event
      events.push(event.value)
    }
    const { look, rule, since } = before ?? fresh
    const cursor: Cursor = { rule, since, look: look + Math.min(1, moves.length), tips: Object.fromEntries(now), over }
    const stored = await this.#watch.deliver(events, cursor)
    if (!stored.ok) return stored
    this.#cursor = cursor
    return ok(moves.length > atOnce ? 'more' : 'all')
  }

  async #event({ after, before, branch }: Move): Promise<Result<TriggerEvent, Failure>> {
    const { gitDirectory } = this.#watch.project
    const move = await this.#services.git.branchMove({ gitDirectory, before, after })
    if (!move.ok) return move
    const { look, since } = this.#cursor ?? { look: 0, since: 0 }
    return ok({
      id: `${since.toString(36)}.${look}:${after.slice(0, 16)}:${branch}`,
      source: {
        words: `branch ${branch} at ${after.slice(0, 10)}`,
        link: null,
        outside: this.#settings.remote,
        reply: null,
      },
      subject: branch,
      fields: { branch, before: before ?? '', after, ...move.value },
    })
  }
}

function isUnchanged({ tips }: Cursor, now: ReadonlyMap<string, string>): boolean {
  return Object.keys(tips).length === now.size && [...now].every(([branch, tip]) => tips[branch] === tip)
}

function movesOf(before: Cursor, tips: ReadonlyMap<string, string>): readonly Move[] {
  const moves: Move[] = []
  for (const [branch, after] of tips) {
    const was = before.tips[branch]
    if (was !== after && (was !== undefined || !before.over)) moves.push({ branch, before: was ?? null, after })
  }
  return moves
}

/** As the branches are for who was told of these moves only. */
function afterMoves(before: Cursor, tips: ReadonlyMap<string, string>, told: readonly Move[]) {
  const moved = new Set(told.map(({ branch }) => branch))
  const known = [...tips].map(([branch, tip]) => [branch, moved.has(branch) ? tip : before.tips[branch]] as const)
  const left = known.filter((pair): pair is readonly [string, string] => pair[1] !== undefined)
  return new Map([...left, ...(before.over ? [...tips].filter(([branch]) => before.tips[branch] === undefined) : [])])
}

/** The first by name that fit into a cursor. */
function boundedTips(tips: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const kept = new Map<string, string>()
  let size = 0
  for (const [branch, tip] of [...tips].sort(([one], [other]) => (one < other ? -1 : 1))) {
    size += JSON.stringify([branch, tip]).length
    if (size > tipsSize) break
    kept.set(branch, tip)
  }
  return kept
}

function tooMany(kept: number, all: number): Failure {
  return failure('branches-too-many', `${all} branches fit the pattern; the first ${kept} by name are watched.`, {
    remedy: 'Name the branches more closely.',
    facts: { kept, all },
  })
}
