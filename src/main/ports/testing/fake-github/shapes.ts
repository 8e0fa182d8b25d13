import type { components } from '@octokit/openapi-types/types.d.ts'
import type { ForgeWorld, WorldActor, WorldCheck, WorldComment, WorldEvent, WorldIssue, WorldPull } from './world.ts'

type Schemas = components['schemas']
/** What a program may rely on of a repository that is part of something else. */
type Repository = Pick<Schemas['repository'], 'id' | 'name' | 'full_name' | 'private' | 'html_url' | 'default_branch'>
type PullSimple = Schemas['pull-request-simple']
type Side = Omit<PullSimple['head'], 'repo'> & { readonly repo: Repository | null }
export type WirePull = Omit<
  PullSimple,
  'head' | 'base' | '_links' | `${string}_url` | 'requested_reviewers' | 'requested_teams'
> & { readonly html_url: string; readonly head: Side; readonly base: Side }

/** Where programs ask, and where people look. */
export interface Site {
  readonly api: string
  readonly pages: string
}

const time = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z')

/** Things as the published description of the REST interface has them; the compiler compares. */
export class Shapes {
  readonly #world: ForgeWorld
  readonly #site: Site

  constructor(world: ForgeWorld, site: Site) {
    this.#world = world
    this.#site = site
  }

  user(actor: WorldActor): Schemas['simple-user'] {
    return userShape(actor, this.#site)
  }

  repository(name: string): Repository {
    return {
      id: [...this.#world.repositories.keys()].indexOf(name) + 1,
      name: name.slice(name.indexOf('/') + 1),
      full_name: name,
      private: false,
      html_url: `${this.#site.pages}/${name}`,
      default_branch: 'main',
    }
  }

  issue(name: string, issue: WorldIssue): Schemas['issue'] {
    const url = `${this.#site.api}/repos/${name}/issues/${issue.number}`
    const pull = issue.pull
    return {
      ...commonOf(issue),
      url,
      repository_url: `${this.#site.api}/repos/${name}`,
      labels_url: `${url}/labels{/name}`,
      comments_url: `${url}/comments`,
      events_url: `${url}/events`,
      html_url: this.#page(name, issue),
      user: this.user(issue.author),
      comments: this.#world.repository(name).comments.filter((comment) => comment.issue === issue.number).length,
      ...(pull === null ? {} : { draft: pull.draft, pull_request: pullLinks(name, issue.number, this.#site) }),
    }
  }

  event(name: string, event: WorldEvent): Schemas['issue-event'] {
    return {
      id: event.id,
      node_id: `E_${event.id}`,
      url: `${this.#site.api}/repos/${name}/issues/events/${event.id}`,
      actor: this.user(event.actor),
      event: event.event,
      commit_id: null,
      commit_url: null,
      created_at: time(event.at),
      issue: this.issue(name, this.#world.issue(name, event.issue)),
      ...(event.label === null ? {} : { label: { name: event.label, color: 'ededed' } }),
    }
  }

  comment(name: string, comment: WorldComment): Schemas['issue-comment'] {
    return {
      id: comment.id,
      node_id: `IC_${comment.id}`,
      url: `${this.#site.api}/repos/${name}/issues/comments/${comment.id}`,
      html_url: `${this.#page(name, this.#world.issue(name, comment.issue))}#issuecomment-${comment.id}`,
      issue_url: `${this.#site.api}/repos/${name}/issues/${comment.issue}`,
      body: comment.body,
      user: this.user(comment.author),
      created_at: time(comment.createdAt),
      updated_at: time(comment.updatedAt),
      author_association: 'NONE',
    }
  }

  pull(name: string, issue: WorldIssue, pull: WorldPull): WirePull {
    const side = (at: { branch: string; commit: string }, from: string | null): Side => ({
      label: `${(from ?? 'unknown').split('/')[0]}:${at.branch}`,
      ref: at.branch,
      sha: at.commit,
      repo: from === null ? null : this.repository(from),
      user: this.user(issue.author),
    })
    return {
      ...commonOf(issue),
      url: `${this.#site.api}/repos/${name}/pulls/${issue.number}`,
      html_url: this.#page(name, issue),
      user: this.user(issue.author),
      merged_at: null,
      merge_commit_sha: null,
      head: side(pull.head, pull.head.repository),
      base: side(pull.base, name),
      auto_merge: null,
      draft: pull.draft,
    }
  }

  check(name: string, check: WorldCheck): Schemas['check-run'] {
    return checkShape(name, check, this.#site)
  }

  #page(name: string, issue: WorldIssue): string {
    return `${this.#site.pages}/${name}/${issue.pull === null ? 'issues' : 'pull'}/${issue.number}`
  }
}

function commonOf(issue: WorldIssue) {
  return {
    id: 5000 + issue.number,
    node_id: `I_${issue.number}`,
    number: issue.number,
    state: issue.state,
    title: issue.title,
    // An empty text is none.
    body: issue.body === '' ? null : issue.body,
    labels: issue.labels.map(labelShape),
    assignee: null,
    milestone: null,
    locked: false,
    closed_at: issue.state === 'closed' ? time(issue.updatedAt) : null,
    created_at: time(issue.createdAt),
    updated_at: time(issue.updatedAt),
    author_association: 'NONE' as const,
  }
}

function labelShape(name: string) {
  return { id: 1, node_id: `L_${name}`, url: '', name, description: '', color: 'ededed', default: false }
}

function pullLinks(name: string, number: number, { api, pages }: Site) {
  const page = `${pages}/${name}/pull/${number}`
  const url = `${api}/repos/${name}/pulls/${number}`
  return { url, html_url: page, diff_url: `${page}.diff`, patch_url: `${page}.patch`, merged_at: null }
}

function checkShape(name: string, check: WorldCheck, { api, pages }: Site): Schemas['check-run'] {
  const url = `${api}/repos/${name}/check-runs/${check.id}`
  return {
    id: check.id,
    head_sha: check.commit,
    node_id: `CR_${check.id}`,
    external_id: null,
    url,
    html_url: `${pages}/${name}/runs/${check.id}`,
    details_url: null,
    status: check.conclusion === null ? 'in_progress' : 'completed',
    // Kept as a word, so that tests may have one that is not described.
    conclusion: check.conclusion as Schemas['check-run']['conclusion'],
    started_at: time(check.startedAt),
    completed_at: check.completedAt === null ? null : time(check.completedAt),
    output: {
      title: check.name,
      summary: check.summary,
      text: null,
      annotations_count: 0,
      annotations_url: `${url}/annotations`,
    },
    name: check.name,
    check_suite: { id: 1 },
    app: null,
    pull_requests: [],
  }
}

function userShape(actor: WorldActor, { api, pages }: Site): Schemas['simple-user'] {
  const url = `${api}/users/${actor.login}`
  return {
    login: actor.login,
    id: 1,
    node_id: `U_${actor.login}`,
    avatar_url: '',
    gravatar_id: '',
    url,
    html_url: `${pages}/${actor.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: actor.type,
    site_admin: false,
  }
}
