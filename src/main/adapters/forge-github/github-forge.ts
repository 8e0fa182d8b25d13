import type { z } from 'zod'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type {
  Forge,
  ForgeCheck,
  ForgeComment,
  ForgeFailure,
  ForgeIssue,
  ForgeIssueEvent,
  ForgePullRequest,
  ForgeRepository,
  ForgeResult,
  From,
  Listed,
  Seen,
} from '../../ports/forge.ts'
import type { SecretFailure } from '../../ports/secrets.ts'
import { apiBase, isName, repositoryOf } from './address.ts'
import type { Ask } from './client.ts'
import { failed, notFound } from './failures.ts'
import { GithubServers, type ServerOptions } from './github-server.ts'
import { type Asking, type Listing, listBack, listSince, rowsOf } from './listing.ts'
import { account, checkShape, checksShape, commentShape, eventShape, issueShape, pullShape } from './shapes.ts'
import { type TokenOptions, Tokens } from './tokens.ts'

export type GithubForgeOptions = TokenOptions & ServerOptions

/** GitHub, and servers that answer alike. */
export function createGithubForge(options: GithubForgeOptions): Forge {
  return new OctokitForge(options)
}

class OctokitForge implements Forge {
  readonly #options: GithubForgeOptions
  readonly #tokens: Tokens
  readonly #servers: GithubServers

  constructor(options: GithubForgeOptions) {
    this.#options = options
    this.#tokens = new Tokens(options)
    this.#servers = new GithubServers(options, this.#tokens)
  }

  repositoryOf(remote: string): ForgeRepository | null {
    return repositoryOf(remote, this.#options.environment.GH_HOST?.toLowerCase())
  }

  async account(host: string): ForgeResult<{ readonly name: string; readonly from: string }> {
    const what = 'the account'
    const answer = await this.#servers.ask(host, { method: 'GET', path: '/user', parameters: {}, what })
    if (!answer.ok) return answer
    const read = account.safeParse(answer.value.data)
    return read.success ? ok({ name: read.data.login, from: answer.value.from }) : err(failed({ host, what }, null))
  }

  forgetTokens(): void {
    this.#tokens.forget()
  }

  keepToken(host: string, token: string): Promise<Result<void, SecretFailure>> {
    return this.#tokens.keep(host, token)
  }

  issues(at: ForgeRepository, { seen, since }: { since: From; seen: Seen }): ForgeResult<Listed<ForgeIssue>> {
    const ask = get(at, '/issues', { what: 'issues', parameters: { state: 'all', sort: 'updated' } })
    return this.#updated(at, since, {
      ask,
      seen,
      parse: rowsOf(issueShape, unreadable(at, ask)),
      id: ({ number }) => number,
    })
  }

  async issueEvents(
    at: ForgeRepository,
    { after, seen }: { after: From; seen: Seen },
  ): ForgeResult<Listed<ForgeIssueEvent>> {
    const ask = get(at, '/issues/events', { what: 'events of issues', parameters: {} })
    const read = rowsOf(eventShape, unreadable(at, ask))
    const listing: Listing<ForgeIssueEvent> = {
      ask,
      seen,
      parse(data) {
        const rows = read(data)
        return rows.ok ? ok(rows.value.filter((row) => row !== null)) : rows
      },
      id: ({ id }) => id,
    }
    return listBack(this.#asking(at), listing, {
      wanted: ({ id }) => id > (after ?? 0),
      more: after !== null,
      steady: true,
    })
  }

  comments(at: ForgeRepository, { seen, since }: { since: From; seen: Seen }): ForgeResult<Listed<ForgeComment>> {
    const ask = get(at, '/issues/comments', { what: 'comments', parameters: { sort: 'updated' } })
    return this.#updated(at, since, { ask, seen, parse: rowsOf(commentShape, unreadable(at, ask)), id: ({ id }) => id })
  }

  pullRequests(
    at: ForgeRepository,
    { seen, since }: { since: From; seen: Seen },
  ): ForgeResult<Listed<ForgePullRequest>> {
    const parameters = { state: 'open', sort: 'updated', direction: 'desc' }
    const ask = get(at, '/pulls', { what: 'pull requests', parameters })
    const listing = { ask, seen, parse: rowsOf(pullShape, unreadable(at, ask)), id: numberOf }
    const wanted = (row: ForgePullRequest) => row.updatedAt >= (since ?? 0)
    return listBack(this.#asking(at), listing, { wanted, more: since !== null, steady: false })
  }

  issue(at: ForgeRepository, number: number): ForgeResult<ForgeIssue> {
    return this.#one(at, get(at, `/issues/${number}`, { what: `issue #${number}`, parameters: {} }), issueShape)
  }

  pullRequest(at: ForgeRepository, number: number): ForgeResult<ForgePullRequest> {
    return this.#one(at, get(at, `/pulls/${number}`, { what: `pull request #${number}`, parameters: {} }), pullShape)
  }

  checks(at: ForgeRepository, { ref, seen }: { ref: string; seen: Seen }): ForgeResult<Listed<ForgeCheck>> {
    const ask = get(at, '/commits/{ref}/check-runs', { what: `checks of ${ref}`, parameters: { ref } })
    const read = rowsOf(checkShape, unreadable(at, ask))
    const listing: Listing<ForgeCheck> = {
      ask,
      seen,
      parse(data) {
        const page = checksShape.safeParse(data)
        return page.success ? read(page.data) : err(unreadable(at, ask))
      },
      id: ({ id }) => id,
    }
    return listBack(this.#asking(at), listing, { wanted: () => true, more: true, steady: true })
  }

  async findComment(
    at: ForgeRepository,
    { mark, number }: { number: number; mark: string },
  ): ForgeResult<ForgeComment | null> {
    const ask = get(at, `/issues/${number}/comments`, { what: `comments on #${number}`, parameters: {} })
    const listing = {
      ask,
      seen: { etag: null },
      parse: rowsOf(commentShape, unreadable(at, ask)),
      id: ({ id }: ForgeComment) => id,
    }
    const listed = await listBack(this.#asking(at), listing, { wanted: () => true, more: true, steady: true })
    return listed.ok ? ok(listed.value.rows?.find(({ body }) => body.includes(mark)) ?? null) : listed
  }

  comment(at: ForgeRepository, { body, number }: { number: number; body: string }): ForgeResult<ForgeComment> {
    const said = { what: `a comment on #${number}`, parameters: { body } }
    return this.#one(at, { ...get(at, `/issues/${number}/comments`, said), method: 'POST' }, commentShape)
  }

  editComment(at: ForgeRepository, { body, id }: { id: number; body: string }): ForgeResult<ForgeComment> {
    const said = { what: `the text of comment ${id}`, parameters: { body } }
    return this.#one(at, { ...get(at, `/issues/comments/${id}`, said), method: 'PATCH' }, commentShape)
  }

  async findPullRequest(at: ForgeRepository, head: string): ForgeResult<ForgePullRequest | null> {
    const parameters = { state: 'open', head: `${at.repository.split('/')[0]}:${head}` }
    const ask = get(at, '/pulls', { what: `pull request of ${head}`, parameters })
    const listing = { ask, seen: { etag: null }, parse: rowsOf(pullShape, unreadable(at, ask)), id: numberOf }
    const wanted = (row: ForgePullRequest) => row.head.branch === head
    const listed = await listBack(this.#asking(at), listing, { wanted, more: false, steady: true })
    return listed.ok ? ok(listed.value.rows?.at(-1) ?? null) : listed
  }

  openPullRequest(
    at: ForgeRepository,
    write: { head: string; base: string; title: string; body: string },
  ): ForgeResult<ForgePullRequest> {
    const said = { what: `a pull request of ${write.head}`, parameters: write }
    return this.#one(at, { ...get(at, '/pulls', said), method: 'POST' }, pullShape)
  }

  async pushCredentials({ host }: ForgeRepository): ForgeResult<JsonObject | null> {
    const { environment } = this.#options
    const base = apiBase(host, environment.SWITCHYARD_GITHUB_API)
    if (!base.ok) return base
    if (environment.SWITCHYARD_GITHUB_API !== undefined) return ok(null)
    const found = await this.#tokens.find(host)
    if (!found.ok) return ok(null)
    const basic = Buffer.from(`x-access-token:${found.value.token}`).toString('base64')
    return ok({ [`http.https://${host}/.extraHeader`]: `Authorization: Basic ${basic}` })
  }

  /** `since`: of a first look the newest page is enough. */
  #updated<Row extends { readonly updatedAt: number }>(
    at: ForgeRepository,
    since: From,
    { ask, ...listing }: Listing<Row>,
  ): ForgeResult<Listed<Row>> {
    const directed = (direction: string) => ({
      ...listing,
      ask: { ...ask, parameters: { ...ask.parameters, direction } },
    })
    if (since !== null) return listSince(this.#asking(at), since, directed('asc'))
    return listBack(this.#asking(at), directed('desc'), { wanted: () => true, more: false, steady: true })
  }

  async #one<Value>(at: ForgeRepository, ask: Ask, shape: z.ZodType<Value>): ForgeResult<Value> {
    const answer = await this.#asking(at)(ask)
    if (!answer.ok) return answer
    const read = shape.safeParse(answer.value.data)
    return read.success ? ok(read.data) : err(unreadable(at, ask))
  }

  #asking(at: ForgeRepository): Asking {
    const [owner = '', repo = '', ...rest] = at.repository.split('/')
    return async (ask) => {
      if (!isName(owner) || !isName(repo) || rest.length > 0) return err(notFound({ host: at.host, what: ask.what }))
      return this.#servers.ask(at.host, { ...ask, parameters: { ...ask.parameters, owner, repo } })
    }
  }
}

function get(at: ForgeRepository, path: string, said: Pick<Ask, 'what' | 'parameters'>): Ask {
  return {
    method: 'GET',
    path: `/repos/{owner}/{repo}${path}`,
    parameters: said.parameters,
    what: `${said.what} of ${at.repository}`,
  }
}

function numberOf({ number }: { readonly number: number }): number {
  return number
}

function unreadable({ host }: ForgeRepository, { what }: Pick<Ask, 'what'>): ForgeFailure {
  return failed({ host, what }, null)
}
