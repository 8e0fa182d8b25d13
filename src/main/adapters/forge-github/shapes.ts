import { z } from 'zod'
import type {
  ForgeActor,
  ForgeCheck,
  ForgeComment,
  ForgeIssue,
  ForgeIssueEvent,
  ForgePullRequest,
} from '../../ports/forge.ts'

/** What is read of answers; everything else in them is passed over. */
const id = z.union([z.number(), z.bigint()]).transform(Number)
const time = z.string().transform(Date.parse).pipe(z.number())
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const link = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

const actor = z
  .object({ login: z.string(), type: z.string() })
  .nullish()
  .transform((user): ForgeActor => {
    if (user == null) return { name: 'ghost', bot: false }
    return { name: user.login, bot: user.type === 'Bot' || user.login.endsWith('[bot]') }
  })

const label = z
  .union([z.string(), z.object({ name: z.string().optional() })])
  .transform((one) => (typeof one === 'string' ? one : (one.name ?? '')))

const issueFields = {
  number: z.number(),
  title: z.string(),
  body: text,
  state: z.string(),
  user: actor,
  labels: z.array(label),
  html_url: z.string(),
  created_at: time,
  updated_at: time,
}

export const account = z.object({ login: z.string() })

export const issueShape = z
  .object({ ...issueFields, pull_request: z.unknown().optional() })
  .transform((one): ForgeIssue => ({ ...common(one), pullRequest: one.pull_request != null }))

/** Null: what it happened to is gone. */
export const eventShape = z
  .object({
    id,
    event: z.string(),
    actor,
    created_at: time,
    label: z.object({ name: z.string().nullable() }).optional(),
    issue: issueShape.nullish(),
  })
  .transform((one): ForgeIssueEvent | null => {
    if (one.issue == null) return null
    const { actor: by, created_at: at, event, id: number, issue } = one
    return { id: number, event, label: one.label?.name ?? null, actor: by, issue, at }
  })

export const commentShape = z
  .object({
    id,
    body: text,
    user: actor,
    html_url: z.string(),
    issue_url: z.string().regex(/\/\d+$/),
    created_at: time,
    updated_at: time,
  })
  .transform(
    (one): ForgeComment => ({
      id: one.id,
      issue: Number(one.issue_url.slice(one.issue_url.lastIndexOf('/') + 1)),
      body: one.body,
      author: one.user,
      url: one.html_url,
      createdAt: one.created_at,
      updatedAt: one.updated_at,
    }),
  )

const side = z.object({
  ref: z.string(),
  sha: z.string(),
  repo: z.object({ full_name: z.string() }).nullish(),
})

export const pullShape = z.object({ ...issueFields, draft: z.boolean().optional(), head: side, base: side }).transform(
  (one): ForgePullRequest => ({
    ...common(one),
    pullRequest: true,
    draft: one.draft ?? false,
    head: { branch: one.head.ref, commit: one.head.sha, repository: one.head.repo?.full_name ?? null },
    base: { branch: one.base.ref, commit: one.base.sha },
  }),
)

export const checkShape = z
  .object({
    id,
    name: z.string(),
    head_sha: z.string(),
    status: z.string(),
    conclusion: z.string().nullable(),
    completed_at: z.string().nullable(),
    html_url: link,
    output: z.object({ title: z.string().nullish(), summary: z.string().nullish() }).optional(),
  })
  .transform(
    (one): ForgeCheck => ({
      id: one.id,
      name: one.name,
      commit: one.head_sha,
      conclusion: one.status === 'completed' ? one.conclusion : null,
      summary: one.output?.summary ?? one.output?.title ?? '',
      url: one.html_url,
      completedAt: one.completed_at === null ? null : Date.parse(one.completed_at),
    }),
  )

export const checksShape = z.object({ check_runs: z.array(z.unknown()) }).transform((page) => page.check_runs)

function common(one: {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: string
  readonly user: ForgeActor
  readonly labels: readonly string[]
  readonly html_url: string
  readonly created_at: number
  readonly updated_at: number
}) {
  return {
    number: one.number,
    title: one.title,
    body: one.body,
    state: one.state,
    author: one.user,
    labels: one.labels,
    url: one.html_url,
    createdAt: one.created_at,
    updatedAt: one.updated_at,
  }
}
