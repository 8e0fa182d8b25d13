import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import type { Forge, ForgeRepository } from '../../ports/forge.ts'
import { createKeychain } from '../secrets/keychain.ts'
import { createGithubForge } from './github-forge.ts'
import { openForge } from './testing/open-forge.ts'

const planted = 'ghp_planted0123456789'
const at: ForgeRepository = { host: 'github.com', repository: 'acme/payments' }
const seen = { etag: null }
const issues = (forge: Forge) => forge.issues(at, { since: 0, seen })

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

async function open(environment: Readonly<Record<string, string>> = { GH_TOKEN: planted }) {
  const subject = await openForge(environment)
  opened.push(subject)
  subject.world.addRepository('acme/payments')
  return subject
}

describe('GitHub in trouble', () => {
  it('is asked again where it stumbles once, and after a short limit', async () => {
    const { forge, world } = await open()
    world.troubles.push({ kind: 'status', status: 502 })
    expect(await issues(forge)).toMatchObject({ ok: true })
    world.troubles.push({ kind: 'secondary-limit', seconds: 5 })
    expect(await issues(forge)).toMatchObject({ ok: true })
    expect(world.asked.map(({ status }) => status)).toEqual([502, 200, 403, 200])
  })

  it.each<[string, number[]]>([
    ['forge-failed', [502, 503]],
    ['forge-rate-limited', [429, 429]],
  ])('says %s where it goes on', async (code, statuses) => {
    const { forge, world } = await open()
    world.troubles.push(...statuses.map((status) => ({ kind: 'status' as const, status })))
    expect(await issues(forge)).toMatchObject({ ok: false, error: { code } })
  })

  it('is not written to twice, since what was lost may have come through', async () => {
    const { forge, world } = await open()
    world.openIssue('acme/payments', { title: 'One' })
    world.troubles.push({ kind: 'status', status: 502 })
    expect(await forge.comment(at, { number: 1, body: 'x' })).toMatchObject({ error: { code: 'forge-failed' } })
    world.troubles.push({ kind: 'cut' })
    expect(await forge.comment(at, { number: 1, body: 'x' })).toMatchObject({ error: { code: 'forge-unreachable' } })
    expect(world.asked).toHaveLength(2)
  })

  it('has its time to answer, and no more', async () => {
    const { clock, forge, world } = await open()
    world.openIssue('acme/payments', { title: 'One' })
    world.troubles.push({ kind: 'silent' })
    const answer = forge.comment(at, { number: 1, body: 'x' })
    await expect.poll(() => world.asked.length).toBe(1)
    clock.advance(30_000)
    expect(await answer).toMatchObject({ error: { code: 'forge-unreachable', facts: { reason: 'timeout' } } })
    expect(clock.pending()).toBe(0)
  })

  it('is followed to a new name, but not to another server', async () => {
    const { fake, forge, world } = await open()
    world.addRepository('acme/new-name')
    world.openIssue('acme/new-name', { title: 'Moved' })
    const to = (location: string) => world.troubles.push({ kind: 'status', status: 301, headers: { location } })
    to(`${fake.base}/repos/acme/new-name/issues?state=all`)
    expect(await issues(forge)).toMatchObject({ ok: true, value: { rows: [{ title: 'Moved' }] } })
    to(`${fake.base.replace('127.0.0.1', 'localhost')}/repos/acme/new-name/issues`)
    expect(await issues(forge)).toMatchObject({ ok: false })
    expect(world.asked).toHaveLength(3)
  })

  it.each(['http://example.org', 'ftp://127.0.0.1', 'nonsense'])('is never asked at %s', async (address) => {
    const { clock, secrets } = await open()
    const environment = { GH_TOKEN: planted, SWITCHYARD_GITHUB_API: address }
    const processes = { spawn: () => Promise.reject(new Error('nothing is to be started')) }
    const forge = createGithubForge({ clock, secrets, processes, environment })
    expect(await issues(forge)).toMatchObject({ error: { code: 'forge-refused' } })
  })

  it.each(['acme', 'acme/pay/ments', '../payments', 'acme/..', 'acme/a?b'])(
    'has no repository %s',
    async (repository) => {
      const { forge, world } = await open()
      expect(await forge.issue({ ...at, repository }, 1)).toMatchObject({ error: { code: 'forge-not-found' } })
      expect(world.asked).toEqual([])
    },
  )
})

describe('a token', () => {
  it('shows in no failure, no print of the adapter, and no address', async () => {
    const { forge, fake, world } = await open()
    const told: unknown[] = [forge]
    for (const status of [400, 401, 403, 404, 422, 429, 500, 500]) world.troubles.push({ kind: 'status', status })
    for (let count = 0; count < 8; count += 1) told.push(await issues(forge))
    world.troubles.push(
      { kind: 'cut' },
      { kind: 'garbage', body: planted },
      { kind: 'garbage', body: `["${planted}"]` },
    )
    for (let count = 0; count < 3; count += 1) told.push(await issues(forge))
    await fake.close()
    told.push(await issues(forge))
    opened.splice(0)
    expect(told.length).toBeGreaterThan(10)
    expect(inspect(told, { depth: 20, showHidden: true })).not.toContain(planted)
    expect(world.asked.map(({ path }) => path).join()).not.toContain(planted)
    expect(world.asked.some(({ authorization }) => authorization?.includes(planted))).toBe(true)
  })

  it('that is not accepted is replaced by the next one that is found', async () => {
    const { clock, forge, world } = await open({ GH_TOKEN: 'revoked', GITHUB_TOKEN: 'good' })
    world.tokens.delete('revoked')
    expect(await forge.account('github.com')).toMatchObject({ value: { from: 'GITHUB_TOKEN' } })
    world.tokens.delete('good')
    expect(await forge.account('github.com')).toMatchObject({ error: { code: 'forge-signed-out' } })
    world.addToken('good')
    const before = world.asked.length
    expect(await forge.account('github.com')).toMatchObject({ error: { code: 'forge-signed-out' } })
    expect(world.asked).toHaveLength(before)
    clock.advance(301_000)
    expect(await forge.account('github.com')).toMatchObject({ ok: true })
  })

  it('of the person stays away from a server of a test', async () => {
    const { forge, secrets, spawned } = await open({})
    await secrets.write('github:github.com', planted)
    expect(await issues(forge)).toMatchObject({ error: { code: 'forge-signed-out' } })
    expect(spawned).toEqual([])
  })

  it('is kept in the keychain, or nowhere', async () => {
    const { clock, forge, secrets } = await open()
    expect(await forge.keepToken('github.com', planted)).toMatchObject({ ok: true })
    expect([...secrets.kept]).toEqual([['github:github.com', planted]])
    const none = createKeychain({ clock, beside: import.meta.filename, open: () => Promise.reject(new Error(planted)) })
    const processes = { spawn: () => Promise.reject(new Error('nothing is to be started')) }
    const without = createGithubForge({ clock, secrets: none, processes, environment: {} })
    const refused = await without.keepToken('github.com', planted)
    expect(refused).toMatchObject({ error: { code: 'secrets-unavailable' } })
    expect(JSON.stringify(refused)).not.toContain(planted)
  })
})
