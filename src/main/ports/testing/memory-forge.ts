import { createHash } from 'node:crypto'
import { failure } from '../../../shared/kernel/failure.ts'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type {
  Forge,
  ForgeCheck,
  ForgeComment,
  ForgeFailure,
  ForgeFailureCode,
  ForgeIssue,
  ForgeIssueEvent,
  ForgePullRequest,
  ForgeRepository,
  ForgeResult,
  From,
  Listed,
  Seen,
} from '../forge.ts'
import type { SecretFailure } from '../secrets.ts'
import type { ForgeWorld, Trouble, WorldComment, WorldIssue, WorldRepository } from './fake-github/world.ts'

const site = 'https://github.com'
const firstPage = 100

/** A forge without a network: what the host sees of it, for tests that are about the host. */
export class MemoryForge implements Forge {
  readonly world: ForgeWorld
  /** Questions and writes so far, by what they were about; unchanged lists count as `unchanged`. */
  readonly asked: string[] = []
  readonly kept: string[] = []
  readonly #token = 'memory'
  readonly #now: () => number

  /** It is signed in with the token `memory`, as long as the world knows that one. `now`: the host's time. */
  constructor(world: ForgeWorld, now: () => number = () => world.now()) {
    this.world = world
    this.#now = now
  }

  repositoryOf(remote: string): ForgeRepository | null {
    const [, repository] = /github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(remote) ?? []
    return repository === undefined ? null : { host: 'github.com', repository }
  }

  async account(): ForgeResult<{ readonly name: string; readonly from: string }> {
    const name = this.world.tokens.get(this.#token)
    return name === undefined ? err(failed('forge-signed-out')) : ok({ name, from: 'memory' })
  }

  forgetTokens(): void {
    this.asked.push('forget')
  }

  async keepToken(_host: string, token: string): Promise<Result<void, SecretFailure>> {
    this.kept.push(token)
    return ok(undefined)
  }

  async issues(at: ForgeRepository, query: { since: From; seen: Seen }): ForgeResult<Listed<ForgeIssue>> {
    return this.#list(at, { what: 'issues', ...query }, ({ issues, name }) =>
      updatedSince(issues, query.since).map((issue) => issueOf(name, issue)),
    )
  }

  async issueEvents(at: ForgeRepository, query: { after: From; seen: Seen }): ForgeResult<Listed<ForgeIssueEvent>> {
    return this.#list(at, { what: 'events', ...query }, ({ events, name }) => {
      const found = events.map(({ actor, issue, ...event }) => ({
        ...event,
        actor: actorOf(actor),
        issue: issueOf(name, this.world.issue(name, issue)),
      }))
      return query.after === null ? found.slice(-firstPage) : found.filter(({ id }) => id > (query.after ?? 0))
    })
  }

  async comments(at: ForgeRepository, query: { since: From; seen: Seen }): ForgeResult<Listed<ForgeComment>> {
    return this.#list(at, { what: 'comments', ...query }, ({ comments, name }) =>
      updatedSince(comments, query.since).map((comment) => this.#comment(name, comment)),
    )
  }

  async pullRequests(at: ForgeRepository, query: { since: From; seen: Seen }): ForgeResult<Listed<ForgePullRequest>> {
    return this.#list(at, { what: 'pulls', ...query }, ({ issues, name }) => {
      const open = issues.filter(({ pull, state }) => pull !== null && state === 'open')
      return updatedSince(open, query.since).flatMap((issue) => pullOf(name, issue))
    })
  }

  async issue(at: ForgeRepository, number: number): ForgeResult<ForgeIssue> {
    return this.#do(at, 'issue', ({ issues, name }) => {
      const found = issues.find((issue) => issue.number === number)
      return found === undefined ? 'forge-not-found' : issueOf(name, found)
    })
  }

  async pullRequest(at: ForgeRepository, number: number): ForgeResult<ForgePullRequest> {
    return this.#do(at, 'pull', ({ issues, name }) => {
      const [found] = issues.filter((issue) => issue.number === number).flatMap((issue) => pullOf(name, issue))
      return found ?? 'forge-not-found'
    })
  }

  async checks(at: ForgeRepository, query: { ref: string; seen: Seen }): ForgeResult<Listed<ForgeCheck>> {
    const there = this.world.repositories.get(at.repository)
    const branch = query.ref === 'HEAD' ? 'main' : query.ref.replace(/^heads\//, '')
    const tip = there === undefined ? null : this.world.tip(at.repository, branch)
    const commit = tip ?? (/^[0-9a-f]{40}$/.test(query.ref) ? query.ref : null)
    if (there !== undefined && commit === null) return err(failed('forge-refused'))
    return this.#list(at, { what: 'checks', ...query }, ({ checks, name }) =>
      checks
        .filter((check) => check.commit === commit)
        .map(({ startedAt: _, ...check }) => ({ ...check, url: `${site}/${name}/runs/${check.id}` })),
    )
  }

  async findComment(
    at: ForgeRepository,
    { mark, number }: { number: number; mark: string },
  ): ForgeResult<ForgeComment | null> {
    return this.#do(at, 'find-comment', ({ comments, name }) => {
      const found = comments.findLast(({ body, issue }) => issue === number && body.includes(mark))
      return found === undefined ? null : this.#comment(name, found)
    })
  }

  async comment(at: ForgeRepository, { body, number }: { number: number; body: string }): ForgeResult<ForgeComment> {
    return this.#write(at, 'comment', ({ comments, issues, name }) => {
      if (!issues.some((issue) => issue.number === number)) return 'forge-not-found'
      const id = this.world.comment(name, number, { body, by: this.world.tokens.get(this.#token) ?? 'nobody' })
      const made = comments.find((comment) => comment.id === id)
      return made === undefined ? 'forge-failed' : this.#comment(name, made)
    })
  }

  async editComment(at: ForgeRepository, { body, id }: { id: number; body: string }): ForgeResult<ForgeComment> {
    return this.#write(at, 'edit-comment', ({ comments, name }) => {
      const found = comments.find((comment) => comment.id === id)
      if (found === undefined) return 'forge-not-found'
      this.world.editComment(name, id, body)
      return this.#comment(name, found)
    })
  }

  async findPullRequest(at: ForgeRepository, head: string): ForgeResult<ForgePullRequest | null> {
    return this.#do(at, 'find-pull', ({ issues, name }) => openPull(name, issues, head))
  }

  async openPullRequest(
    at: ForgeRepository,
    write: { head: string; base: string; title: string; body: string },
  ): ForgeResult<ForgePullRequest> {
    return this.#write(at, 'open-pull', ({ issues, name }) => {
      const { world } = this
      const ready = world.tip(name, write.head) !== null && world.tip(name, write.base) !== null
      if (!ready || openPull(name, issues, write.head) !== null) return 'forge-refused'
      world.openPull(name, { ...write, author: world.tokens.get(this.#token) ?? 'nobody' })
      return openPull(name, issues, write.head) ?? 'forge-failed'
    })
  }

  async pushCredentials(): ForgeResult<JsonObject | null> {
    return ok(null)
  }

  #list<Row>(
    at: ForgeRepository,
    { seen, what, ...query }: { readonly what: string; readonly seen: Seen },
    find: (repository: WorldRepository) => readonly Row[],
  ): Awaited<ForgeResult<Listed<Row>>> {
    const found = this.#do(at, what, find)
    if (!found.ok) return found
    const etag = createHash('sha256')
      .update(JSON.stringify([query, found.value]))
      .digest('hex')
    if (etag === seen.etag) this.asked[this.asked.length - 1] = 'unchanged'
    const rows = etag === seen.etag ? null : structuredClone(found.value)
    return ok({ rows, etag, at: this.world.now(), cut: false, whole: true })
  }

  #write<Value>(
    at: ForgeRepository,
    what: string,
    act: (repository: WorldRepository) => Value | ForgeFailureCode,
  ): Awaited<ForgeResult<Value>> {
    return this.#do(at, what, (repository) => (repository.readOnly ? 'forge-forbidden' : act(repository)))
  }

  #do<Value>(
    { repository }: ForgeRepository,
    what: string,
    act: (repository: WorldRepository) => Value | ForgeFailureCode,
  ): Awaited<ForgeResult<Value>> {
    this.asked.push(what)
    const trouble = this.world.troubles.shift()
    if (trouble !== undefined) return err(meant(trouble, this.#now()))
    if (!this.world.tokens.has(this.#token)) return err(failed('forge-signed-out'))
    const found = this.world.repositories.get(repository)
    if (found === undefined) return err(failed('forge-not-found'))
    const done = act(found)
    return typeof done === 'string' ? err(failed(done as ForgeFailureCode)) : ok(done as Value)
  }

  #comment(name: string, { author, ...comment }: WorldComment): ForgeComment {
    const page = issueOf(name, this.world.issue(name, comment.issue)).url
    return { ...comment, author: actorOf(author), url: `${page}#issuecomment-${comment.id}` }
  }
}

function updatedSince<Row extends { readonly updatedAt: number }>(rows: readonly Row[], since: From): readonly Row[] {
  const sorted = rows.toSorted((one, other) => one.updatedAt - other.updatedAt)
  return since === null ? sorted.slice(-firstPage) : sorted.filter((row) => row.updatedAt >= since)
}

function actorOf({ login, type }: WorldIssue['author']) {
  return { name: login, bot: type === 'Bot' }
}

function issueOf(name: string, { author, pull, ...issue }: WorldIssue): ForgeIssue {
  const url = `${site}/${name}/${pull === null ? 'issues' : 'pull'}/${issue.number}`
  return { ...issue, author: actorOf(author), url, pullRequest: pull !== null }
}

function pullOf(name: string, issue: WorldIssue): readonly ForgePullRequest[] {
  if (issue.pull === null) return []
  const { base, draft, head } = issue.pull
  return [{ ...issueOf(name, issue), draft, head: { ...head }, base }]
}

function openPull(name: string, issues: readonly WorldIssue[], head: string): ForgePullRequest | null {
  const found = issues.filter(({ pull, state }) => state === 'open' && pull?.head.branch === head)
  return found.flatMap((issue) => pullOf(name, issue)).at(-1) ?? null
}

function meant(trouble: Trouble, now: number): ForgeFailure {
  switch (trouble.kind) {
    case 'rate-limit':
    case 'secondary-limit':
      return failed('forge-rate-limited', { retryAt: now + trouble.seconds * 1000 })
    case 'status':
      return failed(codes[trouble.status] ?? 'forge-failed')
    case 'garbage':
      return failed('forge-failed')
    case 'silent':
    case 'cut':
      return failed('forge-unreachable')
  }
}

const codes: { readonly [status: number]: ForgeFailureCode } = {
  401: 'forge-signed-out',
  403: 'forge-forbidden',
  404: 'forge-not-found',
  410: 'forge-not-found',
  422: 'forge-refused',
}

function failed(code: ForgeFailureCode, facts: JsonObject = {}): ForgeFailure {
  return failure(code, `The forge said ${code}.`, { remedy: 'Change what the test wants.', facts })
}
