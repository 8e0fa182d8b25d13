import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../../shared/kernel/result.ts'
import type { Forge, ForgeFailure, ForgeRepository } from '../forge.ts'
import type { ForgeWorld, Trouble } from './fake-github/world.ts'

export interface ForgeSubject {
  readonly forge: Forge
  /** Has an accepted token of `switchyard-user` and the empty repository `acme/payments`. */
  readonly world: ForgeWorld
  /** Lets time pass for the forge only, in milliseconds. */
  pass(ms: number): void
  /** The token it is signed in with. */
  readonly token: string
  dispose(): Promise<void>
}

const name = 'acme/payments'
const at: ForgeRepository = { host: 'github.com', repository: name }
const seen = { etag: null }

function valueIn<T>(result: Result<T, ForgeFailure>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

/** What the host relies on, whatever forge it is. */
export function forgeContract(title: string, makeSubject: () => Promise<ForgeSubject>): void {
  describe(`forge: ${title}`, () => {
    let subject: ForgeSubject
    let forge: Forge
    let world: ForgeWorld

    beforeEach(async () => {
      subject = await makeSubject()
      forge = subject.forge
      world = subject.world
    })
    afterEach(() => subject.dispose())

    const numbers = async (since: number | null) =>
      valueIn(await forge.issues(at, { since, seen })).rows?.map(({ number }) => number)

    it.each([
      ['git@github.com:acme/payments.git', at],
      ['https://github.com/acme/payments', at],
      ['/srv/git/payments.git', null],
      ['https://example.org/acme/payments.git', null],
    ])('knows what is kept at %s', (remote, place) => {
      expect(forge.repositoryOf(remote)).toEqual(place)
    })

    it('says whose token it is', async () => {
      expect(valueIn(await forge.account('github.com')).name).toBe('switchyard-user')
    })

    it('lists issues by their last update, from a time on, the oldest first', async () => {
      const one = world.openIssue(name, { title: 'One', body: 'First', labels: ['bug'] })
      subject.pass(5000)
      const between = world.now()
      const two = world.openIssue(name, { title: 'Two', author: 'dependabot[bot]' })
      subject.pass(5000)
      const pull = world.openPull(name, { title: 'Three', head: 'topic' })
      expect(await numbers(0)).toEqual([one, two, pull])
      expect(await numbers(between)).toEqual([two, pull])
      subject.pass(5000)
      world.label(name, one, { label: 'urgent' })
      const rows = valueIn(await forge.issues(at, { since: between, seen })).rows
      expect(rows?.map(({ number }) => number)).toEqual([two, pull, one])
      expect(rows?.[0]?.author).toEqual({ name: 'dependabot[bot]', bot: true })
      expect(rows?.map(({ pullRequest }) => pullRequest)).toEqual([false, true, false])
      expect(rows?.[2]).toMatchObject({ title: 'One', body: 'First', labels: ['bug', 'urgent'], state: 'open' })
      expect(rows?.[2]).toMatchObject({ updatedAt: world.now(), url: 'https://github.com/acme/payments/issues/1' })
    })

    it('answers an unchanged list with nothing, and tells its own time', async () => {
      world.openIssue(name, { title: 'One' })
      const first = valueIn(await forge.issues(at, { since: 0, seen }))
      expect(first.at).toBe(world.now())
      expect(first.etag).not.toBeNull()
      expect(valueIn(await forge.issues(at, { since: 0, seen: first }))).toMatchObject({ rows: null, etag: first.etag })
      world.openIssue(name, { title: 'Two' })
      expect(valueIn(await forge.issues(at, { since: 0, seen: first })).rows).toHaveLength(2)
    })

    it.each([0, 40])('lists more than fits on a page, %d ms apart', async (apart) => {
      for (let count = 0; count < 230; count += 1) {
        subject.pass(apart)
        world.openIssue(name, { title: `Issue ${count}` })
      }
      expect(new Set(await numbers(0)).size).toBe(230)
      expect((await numbers(null))?.length).toBe(100)
      expect((await numbers(null))?.at(-1)).toBe(230)
    })

    it('lists what was done to issues after an id', async () => {
      const issue = world.openIssue(name, { title: 'One' })
      const first = world.label(name, issue, { label: 'bug', by: 'maintainer' })
      for (let count = 0; count < 120; count += 1) world.label(name, issue, { label: `l${count}` })
      const all = valueIn(await forge.issueEvents(at, { after: 0, seen })).rows ?? []
      expect(all).toHaveLength(121)
      expect(all[0]).toMatchObject({ id: first, event: 'labeled', label: 'bug', actor: { name: 'maintainer' } })
      const after = all[119]?.id ?? 0
      expect(valueIn(await forge.issueEvents(at, { after, seen })).rows?.map(({ label }) => label)).toEqual(['l119'])
      expect(valueIn(await forge.issueEvents(at, { after: null, seen })).rows).toHaveLength(100)
    })

    it('lists comments, posts one, finds it by what it holds, and changes it', async () => {
      const issue = world.openIssue(name, { title: 'One' })
      world.comment(name, issue, { body: 'Please look', by: 'octocat' })
      subject.pass(2000)
      const posted = valueIn(await forge.comment(at, { number: issue, body: 'Found it <!-- switchyard:o1 -->' }))
      expect(posted).toMatchObject({ issue, author: { name: 'switchyard-user', bot: false } })
      expect(valueIn(await forge.findComment(at, { number: issue, mark: 'switchyard:o1 ' }))?.id).toBe(posted.id)
      expect(valueIn(await forge.findComment(at, { number: issue, mark: 'switchyard:o2 ' }))).toBeNull()
      expect(valueIn(await forge.comments(at, { since: world.now(), seen })).rows).toEqual([posted])
      await forge.editComment(at, { id: posted.id, body: 'Fixed it' })
      expect(valueIn(await forge.comments(at, { since: 0, seen })).rows?.map(({ body }) => body)).toEqual([
        'Please look',
        'Fixed it',
      ])
    })

    it('lists open pull requests with where they are from', async () => {
      const one = world.openPull(name, { title: 'One', head: 'topic', draft: true })
      const closed = world.openPull(name, { title: 'Closed', head: 'other' })
      world.closeIssue(name, closed)
      subject.pass(3000)
      const two = world.openPull(name, { title: 'Two', head: 'main', base: 'main', from: 'fork/payments' })
      const gone = world.openPull(name, { title: 'Three', head: 'lost', from: null })
      const rows = valueIn(await forge.pullRequests(at, { since: 0, seen })).rows ?? []
      expect(rows.map(({ number }) => number)).toEqual([one, two, gone])
      expect(rows.map(({ head }) => head.repository)).toEqual([name, 'fork/payments', null])
      expect(rows.map(({ draft }) => draft)).toEqual([true, false, false])
      expect(valueIn(await forge.pullRequests(at, { since: world.now(), seen })).rows).toHaveLength(2)
      const commit = world.push(name, one)
      expect(valueIn(await forge.pullRequest(at, one)).head).toEqual({ branch: 'topic', commit, repository: name })
    })

    it('lists the checks of a branch or commit', async () => {
      const old = world.commit(name, 'main')
      const passed = world.check(name, { name: 'build', commit: old, conclusion: 'success' })
      const commit = world.commit(name, 'main')
      const running = world.check(name, { name: 'test / unit', commit, summary: '3 of 400 failed' })
      const first = valueIn(await forge.checks(at, { ref: 'HEAD', seen }))
      expect(first.rows).toMatchObject([
        { id: running, name: 'test / unit', commit, conclusion: null, completedAt: null },
      ])
      expect(valueIn(await forge.checks(at, { ref: 'HEAD', seen: first })).rows).toBeNull()
      world.finishCheck(name, running, 'failure')
      const again = valueIn(await forge.checks(at, { ref: 'heads/main', seen: first }))
      expect(again.rows).toMatchObject([
        { conclusion: 'failure', summary: '3 of 400 failed', completedAt: world.now() },
      ])
      expect(valueIn(await forge.checks(at, { ref: old, seen })).rows?.map(({ id }) => id)).toEqual([passed])
      expect(await forge.checks(at, { ref: 'heads/none', seen })).toMatchObject({ error: { code: 'forge-refused' } })
    })

    it('opens a pull request once for a branch', async () => {
      world.commit(name, 'sy/fix')
      const write = { head: 'sy/fix', base: 'main', title: 'Fix it', body: 'Because' }
      expect(valueIn(await forge.findPullRequest(at, 'sy/fix'))).toBeNull()
      const opened = valueIn(await forge.openPullRequest(at, write))
      expect(opened).toMatchObject({ title: 'Fix it', author: { name: 'switchyard-user' }, base: { branch: 'main' } })
      expect(valueIn(await forge.findPullRequest(at, 'sy/fix'))?.number).toBe(opened.number)
      expect(await forge.openPullRequest(at, write)).toMatchObject({ error: { code: 'forge-refused' } })
      expect(await forge.openPullRequest(at, { ...write, head: 'nowhere' })).toMatchObject({
        error: { code: 'forge-refused' },
      })
    })

    it.each<[string, readonly Trouble[]]>([
      ['forge-rate-limited', [{ kind: 'rate-limit', seconds: 1200 }]],
      ['forge-rate-limited', [{ kind: 'secondary-limit', seconds: 90 }]],
      ['forge-forbidden', [{ kind: 'status', status: 403 }]],
      ['forge-not-found', [{ kind: 'status', status: 410 }]],
      ['forge-failed', [{ kind: 'garbage', body: '<html>maintenance</html>' }]],
    ])('says %s for %j, and goes on after it', async (code, troubles) => {
      world.openIssue(name, { title: 'One' })
      world.troubles.push(...troubles)
      const answer = await forge.issues(at, { since: 0, seen })
      expect(answer).toMatchObject({ ok: false, error: { code } })
      const [trouble] = troubles
      if (trouble !== undefined && 'seconds' in trouble) {
        const { retryAt } = answer.ok ? {} : (answer.error.facts ?? {})
        expect(Math.abs(Number(retryAt) - world.now() - trouble.seconds * 1000)).toBeLessThanOrEqual(2000)
      }
      expect(await numbers(0)).toEqual([1])
    })

    it('says what is not there, may not be written, or needs another token', async () => {
      const gone = { ...at, repository: 'acme/gone' }
      expect(await forge.issues(gone, { since: 0, seen })).toMatchObject({ error: { code: 'forge-not-found' } })
      expect(await forge.issue(at, 99)).toMatchObject({ error: { code: 'forge-not-found' } })
      const issue = world.openIssue(name, { title: 'One' })
      world.repository(name).readOnly = true
      expect(await forge.comment(at, { number: issue, body: 'x' })).toMatchObject({
        error: { code: 'forge-forbidden' },
      })
      expect(world.repository(name).comments).toEqual([])
      world.tokens.delete(subject.token)
      expect(await forge.issues(at, { since: 0, seen })).toMatchObject({ error: { code: 'forge-signed-out' } })
      world.addToken(subject.token)
      forge.forgetTokens()
      expect(await numbers(0)).toEqual([issue])
    })
  })
}
