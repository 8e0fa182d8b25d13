import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface WorldActor {
  readonly login: string
  readonly type: 'User' | 'Bot'
}

export interface WorldPull {
  draft: boolean
  merged: boolean
  readonly head: { readonly branch: string; commit: string; readonly repository: string | null }
  readonly base: { readonly branch: string; readonly commit: string }
}

/** An issue, or with `pull` a pull request. */
export interface WorldIssue {
  readonly number: number
  title: string
  body: string
  state: 'open' | 'closed'
  readonly author: WorldActor
  labels: string[]
  pull: WorldPull | null
  readonly createdAt: number
  updatedAt: number
}

export interface WorldEvent {
  readonly id: number
  readonly event: string
  readonly label: string | null
  readonly actor: WorldActor
  readonly issue: number
  readonly at: number
}

export interface WorldComment {
  readonly id: number
  readonly issue: number
  body: string
  readonly author: WorldActor
  readonly createdAt: number
  updatedAt: number
}

export interface WorldCheck {
  readonly id: number
  readonly name: string
  readonly commit: string
  conclusion: string | null
  summary: string
  readonly startedAt: number
  completedAt: number | null
}

export interface WorldRepository {
  /** `owner/name`. */
  readonly name: string
  readonly defaultBranch: string
  /** Nobody may write there. */
  readOnly: boolean
  /** Bare repository whose branches are those of this one, where pushes are tested. */
  gitDirectory: string | null
  readonly branches: Map<string, string>
  readonly issues: WorldIssue[]
  readonly events: WorldEvent[]
  readonly comments: WorldComment[]
  readonly checks: WorldCheck[]
}

/** What goes wrong with requests, the first with the next one. */
export type Trouble =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** The hour's requests are used up, for so many seconds. */
  | { readonly kind: 'rate-limit'; readonly seconds: number }
  | { readonly kind: 'secondary-limit'; readonly seconds: number }
  /** No answer comes. */
  | { readonly kind: 'silent' }
  /** The connection ends within the answer. */
  | { readonly kind: 'cut' }
  /** Something else than what was asked for. */
  | { readonly kind: 'garbage'; readonly body: string }

export interface Asked {
  readonly method: string
  readonly path: string
  readonly status: number
  /** Counted against the rate limit. */
  readonly counted: boolean
  readonly authorization: string | null
}

const person = (login: string): WorldActor => ({ login, type: login.endsWith('[bot]') ? 'Bot' : 'User' })

/** What is kept at a forge, as people there change it. Its time is its own, in whole seconds. */
export class ForgeWorld {
  readonly repositories = new Map<string, WorldRepository>()
  /** Login by token. */
  readonly tokens = new Map<string, string>()
  readonly troubles: Trouble[] = []
  readonly asked: Asked[] = []
  readonly rate = { limit: 5000, used: 0 }
  readonly #now: () => number
  #last = 0

  /** `now`: milliseconds since the epoch. */
  constructor(now: () => number) {
    this.#now = now
  }

  now(): number {
    return Math.floor(this.#now() / 1000) * 1000
  }

  addToken(token: string, login = 'switchyard-user'): void {
    this.tokens.set(token, login)
  }

  addRepository(name: string, settings: { readonly gitDirectory?: string; readonly readOnly?: boolean } = {}): void {
    this.repositories.set(name, {
      name,
      defaultBranch: 'main',
      readOnly: settings.readOnly ?? false,
      gitDirectory: settings.gitDirectory ?? null,
      branches: new Map([['main', commitOf(1)]]),
      issues: [],
      events: [],
      comments: [],
      checks: [],
    })
  }

  openIssue(
    name: string,
    said: {
      readonly title: string
      readonly body?: string
      readonly author?: string
      readonly labels?: readonly string[]
    },
  ): number {
    const number = this.#add(name, said, null)
    for (const label of said.labels ?? []) this.label(name, number, { label, by: said.author ?? 'octocat' })
    return number
  }

  label(name: string, number: number, { by = 'maintainer', label }: { label: string; by?: string }): number {
    const issue = this.issue(name, number)
    if (!issue.labels.includes(label)) issue.labels = [...issue.labels, label]
    return this.#event(name, { event: 'labeled', label, issue: number, by })
  }

  closeIssue(name: string, number: number): void {
    this.issue(name, number).state = 'closed'
    this.#event(name, { event: 'closed', label: null, issue: number, by: 'maintainer' })
  }

  editIssue(name: string, number: number, changed: { readonly title?: string; readonly body?: string }): void {
    Object.assign(this.issue(name, number), changed, { updatedAt: this.now() })
  }

  comment(name: string, number: number, { body, by = 'octocat' }: { body: string; by?: string }): number {
    const at = this.now()
    const comment = { id: this.#id(), issue: number, body, author: person(by), createdAt: at, updatedAt: at }
    this.repository(name).comments.push(comment)
    this.issue(name, number).updatedAt = at
    return comment.id
  }

  editComment(name: string, id: number, body: string): void {
    const comment = this.repository(name).comments.find((one) => one.id === id)
    if (comment !== undefined) Object.assign(comment, { body, updatedAt: this.now() })
  }

  openPull(
    name: string,
    said: {
      readonly title: string
      readonly body?: string
      readonly author?: string
      readonly labels?: readonly string[]
      readonly head: string
      readonly commit?: string
      readonly base?: string
      readonly draft?: boolean
      /** Null: its repository is gone. */
      readonly from?: string | null
    },
  ): number {
    const base = said.base ?? 'main'
    const from = said.from === undefined ? name : said.from
    const commit = said.commit ?? this.tip(name, said.head) ?? commitOf(this.#id())
    if (from === name) this.repository(name).branches.set(said.head, commit)
    return this.#add(name, said, {
      draft: said.draft ?? false,
      merged: false,
      head: { branch: said.head, commit, repository: from },
      base: { branch: base, commit: this.tip(name, base) ?? commitOf(1) },
    })
  }

  push(name: string, number: number, commit = commitOf(this.#id())): string {
    const issue = this.issue(name, number)
    if (issue.pull === null) throw new Error(`#${number} is no pull request`)
    issue.pull.head.commit = commit
    if (issue.pull.head.repository === name) this.repository(name).branches.set(issue.pull.head.branch, commit)
    issue.updatedAt = this.now()
    return commit
  }

  ready(name: string, number: number): number {
    const { pull } = this.issue(name, number)
    if (pull === null) throw new Error(`#${number} is no pull request`)
    pull.draft = false
    return this.#event(name, { event: 'ready_for_review', label: null, issue: number, by: 'octocat' })
  }

  /** Moves a branch; the commit is made up unless named. */
  commit(name: string, branch: string, commit = commitOf(this.#id())): string {
    this.repository(name).branches.set(branch, commit)
    return commit
  }

  check(
    name: string,
    said: {
      readonly name: string
      readonly commit: string
      readonly conclusion?: string | null
      readonly summary?: string
    },
  ): number {
    const id = this.#id()
    const conclusion = said.conclusion ?? null
    const completedAt = conclusion === null ? null : this.now()
    const summary = said.summary ?? ''
    this.repository(name).checks.push({
      id,
      name: said.name,
      commit: said.commit,
      conclusion,
      summary,
      startedAt: this.now(),
      completedAt,
    })
    return id
  }

  finishCheck(name: string, id: number, conclusion: string): void {
    const check = this.repository(name).checks.find((one) => one.id === id)
    if (check !== undefined) Object.assign(check, { conclusion, completedAt: this.now() })
  }

  repository(name: string): WorldRepository {
    const repository = this.repositories.get(name)
    if (repository === undefined) throw new Error(`there is no ${name}`)
    return repository
  }

  issue(name: string, number: number): WorldIssue {
    const issue = this.repository(name).issues.find((one) => one.number === number)
    if (issue === undefined) throw new Error(`there is no #${number}`)
    return issue
  }

  /** Commit of a branch, or null. */
  tip(name: string, branch: string): string | null {
    const { branches, gitDirectory } = this.repository(name)
    const inGit = gitDirectory === null ? null : tipIn(gitDirectory, branch)
    return inGit ?? branches.get(branch) ?? null
  }

  #add(
    name: string,
    said: { title: string; body?: string; author?: string; labels?: readonly string[] },
    pull: WorldPull | null,
  ): number {
    const { issues } = this.repository(name)
    const [number, at] = [issues.length + 1, this.now()]
    const { body = '', labels = [], title } = said
    const author = person(said.author ?? 'octocat')
    issues.push({ number, title, body, state: 'open', author, labels: [...labels], pull, createdAt: at, updatedAt: at })
    return number
  }

  #event(name: string, { by, ...said }: { event: string; label: string | null; issue: number; by: string }): number {
    const [id, at] = [this.#id(), this.now()]
    this.repository(name).events.push({ id, at, actor: person(by), ...said })
    this.issue(name, said.issue).updatedAt = at
    return id
  }

  #id(): number {
    this.#last += 1
    return 1000 + this.#last
  }
}

function commitOf(number: number): string {
  return number.toString(16).padStart(8, '0').padEnd(40, 'a')
}

/** Reads a reference of a bare repository without running git. */
function tipIn(gitDirectory: string, branch: string): string | null {
  const loose = textOf(join(gitDirectory, 'refs/heads', branch))?.trim()
  const packed = textOf(join(gitDirectory, 'packed-refs'))?.split('\n')
  const line = packed?.find((one) => one.endsWith(` refs/heads/${branch}`))
  return loose ?? line?.slice(0, 40) ?? null
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
