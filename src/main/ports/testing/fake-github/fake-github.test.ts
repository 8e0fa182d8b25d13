import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { controlPath } from './control.ts'
import { type FakeGithub, startFakeGithub } from './fake-github.ts'
import { ForgeWorld } from './world.ts'

let fake: FakeGithub
const world = () => fake.world

beforeEach(async () => {
  fake = await startFakeGithub(new ForgeWorld(() => 1_800_000_000_000))
  world().addToken('token')
  world().addRepository('acme/payments')
})
afterEach(() => fake.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${fake.base}${path}`, { headers: { authorization: 'token token', ...headers } })
const order = async (body: unknown) => {
  const answer = await fetch(`${fake.base}${controlPath}`, { method: 'POST', body: JSON.stringify(body) })
  return { status: answer.status, body: await answer.json() }
}

describe('the fake of GitHub', () => {
  it('counts requests against its limit, but not those of what is unchanged', async () => {
    const first = await get('/repos/acme/payments/issues')
    const second = await get('/repos/acme/payments/issues', { 'if-none-match': first.headers.get('etag') ?? '' })
    expect([first.status, second.status]).toEqual([200, 304])
    expect((await get('/user')).headers.get('x-ratelimit-remaining')).toBe('4998')
  })

  it('links pages as the description says', async () => {
    for (let count = 0; count < 5; count += 1) world().openIssue('acme/payments', { title: `${count}` })
    const page = await get('/repos/acme/payments/issues?per_page=2&page=2')
    expect(await page.json()).toMatchObject([{ number: 3 }, { number: 2 }])
    expect(page.headers.get('link')).toMatch(/[?&]page=3>; rel="next", <[^>]*[?&]page=3>; rel="last"/)
    expect((await get('/repos/acme/payments/issues?per_page=2&page=3')).headers.get('link')).toBeNull()
  })

  it('lets nobody in without a token that it knows', async () => {
    expect((await fetch(`${fake.base}/user`)).status).toBe(401)
    expect((await get('/user', { authorization: 'token other' })).status).toBe(401)
    expect((await get('/repos/acme/none')).status).toBe(404)
  })

  it('is steered by another process', async () => {
    await order({ do: 'addRepository', args: ['acme/other'] })
    expect(await order({ do: 'openIssue', args: ['acme/other', { title: 'One' }] })).toEqual({ status: 200, body: 1 })
    expect(await order({ do: 'look', name: 'acme/other' })).toMatchObject({ body: { issues: [{ title: 'One' }] } })
    expect(await order({ do: 'openIssue', args: ['acme/none', {}] })).toMatchObject({ status: 400 })
    expect(await order({ do: 'close', args: [] })).toMatchObject({ status: 400 })
  })

  it('knows the branches of a bare repository that is pushed to', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sy-bare-'))
    const [loose, packed] = ['1'.repeat(40), '2'.repeat(40)]
    mkdirSync(join(folder, 'refs/heads/sy'), { recursive: true })
    writeFileSync(join(folder, 'refs/heads/sy/fix'), `${loose}\n`)
    writeFileSync(join(folder, 'packed-refs'), `# pack-refs with: peeled\n${packed} refs/heads/main\n`)
    world().addRepository('acme/pushed', { gitDirectory: folder })
    expect(['sy/fix', 'main', 'none'].map((branch) => world().tip('acme/pushed', branch))).toEqual([
      loose,
      packed,
      null,
    ])
    rmSync(folder, { recursive: true })
  })
})
