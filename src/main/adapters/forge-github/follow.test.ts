import { afterEach, describe, expect, it } from 'vitest'
import { ok } from '../../../shared/kernel/result.ts'
import { Scope } from '../../../shared/kernel/scope.ts'
import type { ForgeNews } from '../../ports/forge-watch.ts'
import { createForgeWatch } from '../forge-watch/forge-watch.ts'
import { openForge } from './testing/open-forge.ts'

const name = 'acme/payments'
const at = { host: 'github.com', repository: name }
const problem = (message: string, error: unknown) => {
  throw new Error(message, { cause: error })
}

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

describe('a repository on GitHub that is followed', () => {
  it('tells of a flood once, also of what moved to its end, and costs nothing while it is quiet', async () => {
    const subject = await openForge({ GH_TOKEN: 'token' })
    opened.push(subject)
    const { clock, forge, world } = subject
    world.addRepository(name)
    const told: string[] = []
    const health: (string | null)[] = []
    const scope = new Scope()
    const take = async (news: readonly ForgeNews[]) => {
      told.push(...news.map(({ id }) => id))
      return ok(undefined)
    }
    createForgeWatch({ forge, clock, problem }).follow(
      {
        at,
        feeds: ['issues', 'comments'],
        everyMs: 1000,
        cursor: null,
        take,
        health: (trouble) => void health.push(trouble?.failure.code ?? null),
      },
      scope,
    )
    /** Looks are asked for over a real connection, so time goes on when they are answered. */
    const until = async (done: () => boolean) => {
      const look = () => {
        if (!done()) clock.advance(200)
        return done()
      }
      await expect.poll(look, { interval: 2, timeout: 20_000 }).toBe(true)
    }
    const unchanged = () => world.asked.filter(({ status }) => status === 304).length

    const quiet = (list: string) => world.asked.some(({ path, status }) => status === 304 && path.includes(list))
    await until(() => quiet('/issues?') && quiet('/issues/comments?'))
    for (let count = 1; count <= 2500; count += 1) {
      if (count % 7 === 0) clock.jump(1000)
      world.openIssue(name, { title: `Issue ${count}` })
    }
    const comment = world.comment(name, 1, { body: 'x' })
    await until(() => told.length === 2501 && world.asked.slice(-6).every(({ status }) => status === 304))
    const numbers = told.flatMap((id) => /^opened:(\d+)$/.exec(id)?.[1] ?? []).map(Number)
    expect(numbers.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 2500 }, (_, index) => index + 1))
    expect(told).toContain(`commented:${comment}`)
    const counted = world.rate.used
    const before = unchanged()
    await until(() => unchanged() > before + 6)
    expect(world.rate.used).toBe(counted)
    world.tokens.delete('token')
    await until(() => health.at(-1) === 'forge-signed-out')
    await scope.close()
    expect(clock.pending()).toBe(0)
  })
})
