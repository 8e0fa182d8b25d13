import type { Shapes } from './shapes.ts'
import type { ForgeWorld, WorldIssue, WorldRepository } from './world.ts'

export interface WireRequest {
  readonly method: string
  /** Below the base, decoded part by part. */
  readonly parts: readonly string[]
  readonly query: URLSearchParams
  readonly body: unknown
  readonly login: string
}

/** `page`: of a list, the rows of a page in the shape of the wire; only those are made. */
export type WireAnswer =
  | { readonly status: number; readonly body: unknown }
  | {
      readonly total: number
      page(from: number, to: number): readonly unknown[]
      readonly wrap?: (rows: readonly unknown[], total: number) => unknown
    }

function listOf<Row>(rows: readonly Row[], shape: (row: Row) => unknown) {
  return { total: rows.length, page: (from: number, to: number) => rows.slice(from, to).map(shape) }
}

interface Room {
  readonly world: ForgeWorld
  readonly shapes: Shapes
  readonly repository: WorldRepository
}

const notFound: WireAnswer = {
  status: 404,
  body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
}
const forbidden: WireAnswer = {
  status: 403,
  body: { message: 'Resource not accessible by personal access token', status: '403' },
}
const invalid = (message: string): WireAnswer => ({
  status: 422,
  body: { message: 'Validation Failed', errors: [{ resource: 'PullRequest', code: 'custom', message }], status: '422' },
})

/** Answers what the published description says of the few requests that are used. */
export function answer(world: ForgeWorld, shapes: Shapes, request: WireRequest): WireAnswer {
  const [area, owner, name, ...rest] = request.parts
  if (area === 'user') return { status: 200, body: shapes.user({ login: request.login, type: 'User' }) }
  const repository = world.repositories.get(`${owner}/${name}`)
  if (area !== 'repos' || repository === undefined) return notFound
  const room = { world, shapes, repository }
  if (rest.length === 0) return { status: 200, body: shapes.repository(repository.name) }
  if (request.method !== 'GET' && repository.readOnly) return forbidden
  switch (rest[0]) {
    case 'issues':
      return issues(room, request, rest.slice(1))
    case 'pulls':
      return pulls(room, request, rest.slice(1))
    case 'commits':
      return checks(room, rest.slice(1))
    default:
      return notFound
  }
}

function issues(room: Room, request: WireRequest, [first, second, third]: readonly string[]): WireAnswer {
  const { repository, shapes } = room
  const name = repository.name
  if (first === undefined) {
    const listed = sorted(since(repository.issues.filter(inState(request)), request), request)
    return listOf(listed, (issue) => shapes.issue(name, issue))
  }
  if (first === 'events') {
    return listOf(repository.events.toReversed(), (event) => shapes.event(name, event))
  }
  if (first === 'comments' && second === undefined) {
    return listOf(sorted(since(repository.comments, request), request), (one) => shapes.comment(name, one))
  }
  if (first === 'comments') return editComment(room, request, Number(second))
  const issue = repository.issues.find((one) => one.number === Number(first))
  if (issue === undefined || third !== undefined) return notFound
  if (second === undefined) return { status: 200, body: shapes.issue(name, issue) }
  return second === 'comments' ? commentsOf(room, request, issue) : notFound
}

function commentsOf({ repository, shapes, world }: Room, request: WireRequest, issue: WorldIssue): WireAnswer {
  const name = repository.name
  if (request.method === 'GET') {
    const own = repository.comments.filter((comment) => comment.issue === issue.number)
    return listOf(since(own, request), (comment) => shapes.comment(name, comment))
  }
  const body = textIn(request.body, 'body')
  if (body === null || body === '' || body.length > 65_536) return invalid('body is too long')
  const id = world.comment(name, issue.number, { body, by: request.login })
  const comment = repository.comments.find((one) => one.id === id)
  return comment === undefined ? notFound : { status: 201, body: shapes.comment(name, comment) }
}

function editComment({ repository, shapes, world }: Room, request: WireRequest, id: number): WireAnswer {
  const comment = repository.comments.find((one) => one.id === id)
  if (comment === undefined) return notFound
  const body = textIn(request.body, 'body')
  if (request.method === 'PATCH' && body !== null) world.editComment(repository.name, id, body)
  return { status: 200, body: shapes.comment(repository.name, comment) }
}

function pulls(room: Room, request: WireRequest, [first]: readonly string[]): WireAnswer {
  const { repository, shapes } = room
  const shape = (issue: WorldIssue) => (issue.pull === null ? [] : [shapes.pull(repository.name, issue, issue.pull)])
  if (request.method === 'POST') return openPull(room, request)
  if (first !== undefined) {
    const [pull] = repository.issues.filter((one) => one.number === Number(first)).flatMap(shape)
    return pull === undefined ? notFound : { status: 200, body: pull }
  }
  const head = request.query.get('head')
  const listed = sorted(repository.issues.filter(inState(request)), request).flatMap(shape)
  return listOf(
    listed.filter((pull) => head === null || head === pull.head.label),
    (pull) => pull,
  )
}

function openPull({ repository, shapes, world }: Room, request: WireRequest): WireAnswer {
  const [head, base] = [textIn(request.body, 'head') ?? '', textIn(request.body, 'base') ?? '']
  const title = textIn(request.body, 'title')
  const same = repository.issues.some((one) => one.state === 'open' && one.pull?.head.branch === head)
  if (same) return invalid(`A pull request already exists for ${head}.`)
  if (title === null || world.tip(repository.name, head) === null) return invalid('head is invalid')
  if (world.tip(repository.name, base) === null) return invalid('base is invalid')
  const body = textIn(request.body, 'body') ?? ''
  const number = world.openPull(repository.name, { title, body, head, base, author: request.login })
  const issue = world.issue(repository.name, number)
  return issue.pull === null ? notFound : { status: 201, body: shapes.pull(repository.name, issue, issue.pull) }
}

function checks({ repository, shapes, world }: Room, parts: readonly string[]): WireAnswer {
  const ref = parts.slice(0, -1).join('/')
  if (parts.at(-1) !== 'check-runs') return notFound
  const branch = ref === 'HEAD' ? repository.defaultBranch : ref.replace(/^heads\//, '')
  const commit = world.tip(repository.name, branch) ?? (/^[0-9a-f]{40}$/.test(ref) ? ref : null)
  if (commit === null) return { status: 422, body: { message: `No commit found for SHA: ${ref}`, status: '422' } }
  const found = repository.checks.filter((check) => check.commit === commit).toReversed()
  return {
    ...listOf(found, (check) => shapes.check(repository.name, check)),
    wrap: (rows, total) => ({ total_count: total, check_runs: rows }),
  }
}

function inState({ query }: WireRequest): (issue: WorldIssue) => boolean {
  const state = query.get('state') ?? 'open'
  return (issue) => state === 'all' || issue.state === state
}

/** Those updated at this time too. */
function since<Row extends { readonly updatedAt: number }>(rows: readonly Row[], { query }: WireRequest): Row[] {
  const from = Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z')
  return rows.filter((row) => row.updatedAt >= from)
}

function sorted<Row extends { readonly createdAt: number; readonly updatedAt: number }>(
  rows: readonly Row[],
  { query }: WireRequest,
): readonly Row[] {
  const by = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt'
  const ascending = rows.toSorted((one, other) => one[by] - other[by])
  return query.get('direction') === 'asc' ? ascending : ascending.toReversed()
}

function textIn(body: unknown, field: string): string | null {
  const value = typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === field) : null
  return typeof value?.[1] === 'string' ? value[1] : null
}
