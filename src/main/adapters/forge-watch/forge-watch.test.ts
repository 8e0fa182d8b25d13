import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import { err, ok } from '../../../shared/kernel/result.ts'
import { Scope } from '../../../shared/kernel/scope.ts'
import type { ForgeFeed, ForgeNews, ForgeWatch } from '../../ports/forge-watch.ts'
import { ForgeWorld, type Trouble } from '../../ports/testing/fake-github/world.ts'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import { MemoryForge } from '../../ports/testing/memory-forge.ts'
import { createForgeWatch } from './forge-watch.ts'

const name = 'acme/payments'
const at = { host: 'github.com', repository: name }
const everyMs = 60_000
const feeds: readonly ForgeFeed[] = ['issues', 'events', 'comments', 'pulls', { checksOf: 'HEAD' }]

const settle = () => new Promise((resolve) => setImmediate(resolve))
const problem = (message: string, error: unknown) => {
  throw new Error(message, { cause: error })
}

/** Keeps what it is told as a host does: what is new and the cursor together, or neither. */
class Keeper {
  readonly told: string[] = []
  readonly health: (string | null)[] = []
  cursor: JsonValue | null = null
  refusing = 0

  follow(watch: ForgeWatch, wanted: readonly ForgeFeed[] = feeds): Scope {
    const scope = new Scope()
    const take = async (news: readonly ForgeNews[], cursor: JsonValue) => {
      this.refusing -= 1
      if (this.refusing >= 0) return err(failure('store-failed', 'The disk is full.', 'Free some space.'))
      this.told.push(...news.map(({ id }) => id))
      this.cursor = structuredClone(cursor)
      return ok(undefined)
    }
    const health = (trouble: { readonly failure: Failure } | null) =>
      void this.health.push(trouble?.failure.code ?? null)
    watch.follow({ at, feeds: wanted, everyMs, cursor: this.cursor, take, health }, scope)
    return scope
  }
}

function open(skewMs = 0) {
  const clock = createManualClock()
  let ahead = 0
  const world = new ForgeWorld(() => 1_800_000_000_000 + skewMs + clock.monotonic() + ahead)
  world.addToken('memory')
  world.addRepository(name)
  const forge = new MemoryForge(world, () => clock.now())
  const watchNow = () => createForgeWatch({ forge, clock, problem })
  const pass = async (ms = everyMs) => {
    for (let left = ms; left > 0; left -= everyMs / 2) {
      clock.advance(Math.min(left, everyMs / 2))
      await settle()
    }
  }
  const later = (ms: number) => {
    ahead += ms
  }
  return { clock, world, forge, watchNow, pass, later }
}

type Step =
  | { readonly kind: 'change'; readonly change: number; readonly pick: number; readonly apart: number }
  | { readonly kind: 'pass' | 'refuse'; readonly times: number }
  | { readonly kind: 'down' | 'jump'; readonly ms: number }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }

/** A host that follows, while things happen at the forge and to it. */
class Life {
  readonly keeper = new Keeper()
  readonly expected: string[] = []
  readonly #opened: ReturnType<typeof open>
  #scope: Scope

  constructor(opened: ReturnType<typeof open>) {
    this.#opened = opened
    this.#scope = this.keeper.follow(opened.watchNow())
  }

  async go(step: Step): Promise<void> {
    const { clock, later, pass, watchNow, world } = this.#opened
    switch (step.kind) {
      case 'change':
        this.expected.push(...(changes[step.change]?.(world, step.pick) ?? []))
        return later(step.apart)
      case 'pass':
        return pass(step.times * everyMs)
      case 'refuse':
        this.keeper.refusing = step.times
        return
      case 'trouble':
        world.troubles.push(step.trouble)
        return
      case 'jump':
        return clock.jump(step.ms)
      case 'down':
        await this.#scope.close()
        later(step.ms)
        this.#scope = this.keeper.follow(watchNow())
    }
  }

  async end(): Promise<void> {
    await this.#scope.close()
  }
}

/** A change at the forge, and what is to be told of it. */
type Change = (world: ForgeWorld, pick: number) => readonly string[]

const issues = (world: ForgeWorld) => world.repository(name).issues.filter(({ pull }) => pull === null)
const pulls = (world: ForgeWorld) => world.repository(name).issues.filter(({ pull }) => pull !== null)

const changes: readonly Change[] = [
  (world) => [`opened:${world.openIssue(name, { title: 'One' })}`],
  (world, pick) => [`opened:${world.openPull(name, { title: 'Two', head: `topic-${pick}-${pulls(world).length}` })}`],
  (world, pick) => {
    const issue = issues(world)[pick % issues(world).length]
    if (issue === undefined) return []
    return [`labeled:${issue.number}:${world.label(name, issue.number, { label: `l${pick}` })}`]
  },
  (world, pick) => {
    const issue = world.repository(name).issues[pick % world.repository(name).issues.length]
    return issue === undefined ? [] : [`commented:${world.comment(name, issue.number, { body: 'x' })}`]
  },
  (world, pick) => {
    const comments = world.repository(name).comments
    const comment = comments[pick % comments.length]
    if (comment !== undefined) world.editComment(name, comment.id, `edited ${pick}`)
    const issue = issues(world)[pick % issues(world).length]
    if (issue !== undefined) world.editIssue(name, issue.number, { title: `edited ${pick}` })
    return []
  },
  (world) => {
    const commit = world.tip(name, 'main') ?? ''
    return [`check:${world.check(name, { name: 'test', commit, conclusion: 'failure' })}`]
  },
]

describe('watching a forge', () => {
  it('tells everything once, through restarts, refusals, limits, wrong clocks and whatever order', async () => {
    const day = 86_400_000
    const only = <Kind extends Step['kind']>(kind: Kind) => fc.constant(kind)
    const troubles: readonly Trouble[] = [{ kind: 'cut' }, { kind: 'rate-limit', seconds: 90 }]
    const change = { kind: only('change'), change: fc.nat(changes.length - 1), pick: fc.nat(50), apart: fc.nat(2000) }
    const step: fc.Arbitrary<Step> = fc.oneof(
      { weight: 6, arbitrary: fc.record(change) },
      { weight: 3, arbitrary: fc.record({ kind: only('pass'), times: fc.integer({ min: 1, max: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ kind: only('down'), ms: fc.nat(5 * everyMs) }) },
      { weight: 1, arbitrary: fc.record({ kind: only('refuse'), times: fc.integer({ min: 1, max: 4 }) }) },
      { weight: 1, arbitrary: fc.record({ kind: only('trouble'), trouble: fc.constantFrom(...troubles) }) },
      { weight: 1, arbitrary: fc.record({ kind: only('jump'), ms: fc.integer({ min: -day, max: day }) }) },
    )
    const skew = fc.integer({ min: -day, max: day })
    await fc.assert(
      fc.asyncProperty(skew, fc.nat(3), fc.array(step, { maxLength: 40 }), async (skewMs, before, steps) => {
        const opened = open(skewMs)
        const { clock, later, pass, world } = opened
        for (let count = 0; count < before; count += 1) changes[count]?.(world, count)
        later(61_000)
        const life = new Life(opened)
        await pass()
        later(61_000)
        for (const one of steps) await life.go(one)
        world.troubles.splice(0)
        await pass(80 * everyMs)
        await life.end()
        const { expected, keeper } = life
        expect(keeper.told.toSorted()).toEqual(expected.toSorted())
        expect(keeper.health.at(-1)).toBeNull()
        expect(JSON.stringify(keeper.cursor).length).toBeLessThan(16_000)
        expect(clock.pending()).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  it('looks once for all who follow, and an unchanged repository costs nothing', async () => {
    const { forge, pass, watchNow, world } = open()
    const watch = watchNow()
    const keepers = Array.from({ length: 10 }, () => new Keeper())
    const scopes = keepers.map((keeper) => keeper.follow(watch, ['issues']))
    await pass(3 * everyMs)
    forge.asked.splice(0)
    await pass(5 * everyMs)
    expect(forge.asked).toEqual(Array.from({ length: 5 }, () => 'unchanged'))
    world.openIssue(name, { title: 'One' })
    await pass()
    expect(forge.asked).toHaveLength(6)
    expect(keepers.map(({ told }) => told)).toEqual(keepers.map(() => ['opened:1']))
    for (const scope of scopes) await scope.close()
  })

  it('tells a late comer what it missed, and the others nothing again', async () => {
    const { pass, watchNow, world } = open()
    const watch = watchNow()
    const [early, late] = [new Keeper(), new Keeper()]
    const scope = early.follow(watch, ['issues'])
    await pass()
    late.cursor = structuredClone(early.cursor)
    world.openIssue(name, { title: 'One' })
    await pass(3 * everyMs)
    const other = late.follow(watch, ['issues'])
    await pass()
    expect([early.told, late.told]).toEqual([['opened:1'], ['opened:1']])
    await other.close()
    world.openIssue(name, { title: 'Two' })
    await pass()
    expect([early.told, late.told]).toEqual([['opened:1', 'opened:2'], ['opened:1']])
    await scope.close()
  })

  it('tells of a pull request what its head is, and of drafts and labels nothing as an update', async () => {
    const { pass, watchNow, world } = open()
    const old = world.openPull(name, { title: 'Old', head: 'old' })
    const keeper = new Keeper()
    const scope = keeper.follow(watchNow(), ['pulls', 'events'])
    await pass()
    world.label(name, old, { label: 'bug' })
    await pass()
    const commit = world.push(name, old)
    await pass()
    const ready = world.ready(name, old)
    await pass()
    expect(keeper.told.filter((id) => !id.startsWith('labeled'))).toEqual([
      `updated:${old}:${commit}`,
      `ready_for_review:${old}:${ready}`,
    ])
    await scope.close()
  })

  it('waits for checks of a commit that is no longer the newest, over a restart', async () => {
    const { pass, watchNow, world } = open()
    const keeper = new Keeper()
    const first = world.commit(name, 'main')
    const [before, slow] = ['done', 'slow'].map((title) =>
      world.check(name, { name: title, commit: first, conclusion: title === 'done' ? 'failure' : null }),
    )
    let scope = keeper.follow(watchNow(), [{ checksOf: 'main' }])
    await pass()
    world.commit(name, 'main')
    await pass()
    await scope.close()
    world.finishCheck(name, slow ?? 0, 'timed_out')
    scope = keeper.follow(watchNow(), [{ checksOf: 'main' }])
    await pass(3 * everyMs)
    expect(keeper.told).toEqual([`check:${slow}`])
    expect(keeper.told).not.toContain(`check:${before}`)
    await scope.close()
  })

  it.each([
    [
      'forge-not-found',
      (world: ForgeWorld) => world.repositories.delete(name),
      (world: ForgeWorld) => world.addRepository(name),
    ],
    [
      'forge-signed-out',
      (world: ForgeWorld) => world.tokens.delete('memory'),
      (world: ForgeWorld) => world.addToken('memory'),
    ],
  ])('says %s, asks ever less often, and goes on by itself', async (code, harm, heal) => {
    const { forge, pass, watchNow, world } = open()
    const keeper = new Keeper()
    const scope = keeper.follow(watchNow(), ['issues'])
    await pass()
    harm(world)
    await pass()
    expect(keeper.health.at(-1)).toBe(code)
    forge.asked.splice(0)
    await pass(60 * everyMs)
    expect(forge.asked.length).toBeLessThan(9)
    heal(world)
    world.openIssue(name, { title: 'One' })
    await pass(16 * everyMs)
    expect(keeper.health.at(-1)).toBeNull()
    expect(keeper.told).toEqual(['opened:1'])
    await scope.close()
  })

  it('waits as long as the forge asks it to', async () => {
    const { forge, pass, watchNow, world } = open()
    const keeper = new Keeper()
    const scope = keeper.follow(watchNow(), ['issues'])
    await pass()
    world.troubles.push({ kind: 'rate-limit', seconds: 1200 })
    await pass()
    forge.asked.splice(0)
    await pass(19 * everyMs)
    expect(forge.asked).toEqual([])
    await pass(2 * everyMs)
    expect(forge.asked.length).toBeGreaterThan(0)
    await scope.close()
  })

  it('begins anew where the repository is another one', async () => {
    const { pass, watchNow, world } = open()
    world.openIssue(name, { title: 'Old' })
    const keeper = new Keeper()
    keeper.cursor = {
      repository: 'github.com/acme/other',
      parts: { issues: { since: 0, start: 0, floor: 0, known: [] } },
    }
    const scope = keeper.follow(watchNow(), ['issues'])
    await pass(2 * everyMs)
    expect(keeper.told).toEqual([])
    await scope.close()
  })
})
