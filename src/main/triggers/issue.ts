import { z } from 'zod'
import type { Failure } from '../../shared/kernel/failure.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { ForgeIssue, ForgeRepository } from '../ports/forge.ts'
import type { ForgeFeed, ForgeNews } from '../ports/forge-watch.ts'
import type { Trigger, TriggerEvent } from '../ports/trigger.ts'
import { durationWords } from './duration.ts'
import { type ForgeServices, followForge, forgeSettings, textsSetting } from './follow-forge.ts'
import { bounded, isOwn, mentions, sourceOf, subjectFields, subjectOf } from './forge-event.ts'

const actions = ['opened', 'labelled', 'commented'] as const

const settings = z.strictObject({
  ...forgeSettings,
  events: z.array(z.enum(actions)).min(1).default(['opened']).describe('What has to happen to it'),
  labels: textsSetting.describe('Only with one of these labels; of a label that is given, only one of these'),
  mention: z
    .string('Write a word, such as @switchyard.')
    .regex(/^[@/]?[\w-]{1,60}$/, 'Write one word, such as @switchyard.')
    .optional()
    .describe('Only where this word is in the issue or comment'),
})
type Settings = z.output<typeof settings>

const feeds: { readonly [Action in (typeof actions)[number]]: ForgeFeed } = {
  opened: 'issues',
  labelled: 'events',
  commented: 'comments',
}

/** An issue is opened, gets a label or a comment. */
export function issueTrigger(services: ForgeServices): Trigger<Settings> {
  return {
    kind: 'issue',
    title: 'GitHub issue',
    outside: true,
    settings,
    fields: [
      ...subjectFields,
      { name: 'actor', kind: 'text', words: 'Who opened, labelled or commented', example: 'octocat' },
      { name: 'label', kind: 'text', words: 'The label it got, or nothing', example: 'bug' },
      { name: 'comment', kind: 'text', words: 'The text of the comment, or nothing', example: 'Happens here, too' },
    ],
    words: ({ events, every, labels, mention, repository }) => {
      const only = [
        labels === undefined ? '' : ` (${labels.join(', ')})`,
        mention === undefined ? '' : ` with ${mention}`,
      ]
      const where = repository === undefined ? '' : ` of ${repository}`
      return `GitHub issue${where} is ${events.map((one) => (one === 'commented' ? 'commented on' : one)).join(' or ')}${only.join('')} · looked at every ${durationWords(every)}`
    },
    begin(of, watch, scope) {
      const wanted = [...new Set(of.events.map((action) => feeds[action]))]
      const eventsOf = (news: readonly ForgeNews[], at: ForgeRepository) => eventsFrom(services, { news, at, of })
      followForge(services, { settings: of, watch, feeds: wanted, eventsOf }, scope)
    },
  }
}

interface Looked {
  readonly news: readonly ForgeNews[]
  readonly at: ForgeRepository
  readonly of: Settings
}

async function eventsFrom(
  services: ForgeServices,
  { at, news, of }: Looked,
): Promise<Result<readonly TriggerEvent[], Failure>> {
  const events: TriggerEvent[] = []
  const issues = new Map<number, ForgeIssue | null>()
  for (const one of news) {
    if (one.kind !== 'comment') events.push(...eventsOfIssue(one, at, of))
    else if (!isOwn(one.comment.body) && mentioned(of, one.comment.body)) {
      const issue = await issueOf(services, { at, number: one.comment.issue, issues })
      if (!issue.ok) return issue
      if (issue.value !== null) events.push(...eventsOfComment(one, { at, of, issue: issue.value }))
    }
  }
  return ok(events)
}

function eventsOfIssue(one: ForgeNews, at: ForgeRepository, of: Settings): readonly TriggerEvent[] {
  if (one.kind === 'issue') {
    const { issue } = one
    const fits = labelled(of, issue.labels) && mentioned(of, `${issue.title}\n${issue.body}`) && !isOwn(issue.body)
    return fits ? [eventOf(at, issue, { id: one.id, action: 'opened', actor: issue.author.name })] : []
  }
  if (one.kind !== 'event' || one.event.event !== 'labeled' || one.event.issue.pullRequest) return []
  const { actor, id, issue, label } = one.event
  if (label === null || !labelled(of, [label])) return []
  return [eventOf(at, issue, { id: `labelled:${issue.number}:${id}`, action: 'labelled', actor: actor.name, label })]
}

function eventsOfComment(
  { comment, id }: Extract<ForgeNews, { readonly kind: 'comment' }>,
  { at, issue, of }: { readonly at: ForgeRepository; readonly issue: ForgeIssue; readonly of: Settings },
): readonly TriggerEvent[] {
  if (issue.pullRequest || !labelled(of, issue.labels)) return []
  const said = { author: comment.author.name, authorIsBot: comment.author.bot, comment: bounded(comment.body) }
  const event = eventOf(at, issue, { id, action: 'commented', actor: comment.author.name })
  return [{ ...event, fields: { ...event.fields, ...said, url: comment.url } }]
}

function eventOf(
  at: ForgeRepository,
  issue: ForgeIssue,
  { action, actor, id, label = '' }: { id: string; action: string; actor: string; label?: string },
): TriggerEvent {
  return {
    id,
    source: sourceOf(at, { what: 'issue', number: issue.number, by: actor, link: issue.url }),
    subject: `#${issue.number} ${issue.title}`,
    fields: { ...subjectOf(at, issue, action), actor, label, comment: '' },
  }
}

function labelled({ labels }: Settings, found: readonly string[]): boolean {
  return labels === undefined || labels.some((label) => found.includes(label))
}

function mentioned({ mention }: Settings, text: string): boolean {
  return mention === undefined || mentions(text, mention)
}

/** Null where it was deleted meanwhile. Asked for once a look. */
async function issueOf(
  { forge }: ForgeServices,
  {
    at,
    issues,
    number,
  }: { readonly at: ForgeRepository; readonly number: number; readonly issues: Map<number, ForgeIssue | null> },
): Promise<Result<ForgeIssue | null, Failure>> {
  const known = issues.get(number)
  if (known !== undefined) return ok(known)
  const asked = await forge.issue(at, number)
  if (!asked.ok && asked.error.code !== 'forge-not-found') return asked
  const issue = asked.ok ? asked.value : null
  issues.set(number, issue)
  return ok(issue)
}
