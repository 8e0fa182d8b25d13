import { z } from 'zod'
import type { Failure } from '../../shared/kernel/failure.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { ForgePullRequest, ForgeRepository } from '../ports/forge.ts'
import type { ForgeFeed, ForgeNews } from '../ports/forge-watch.ts'
import type { Trigger, TriggerEvent } from '../ports/trigger.ts'
import { durationWords } from './duration.ts'
import { branchSetting, type ForgeServices, followForge, forgeSettings } from './follow-forge.ts'
import { isOwn, sourceOf, subjectFields, subjectOf } from './forge-event.ts'

const actions = ['opened', 'updated', 'ready'] as const

const settings = z.strictObject({
  ...forgeSettings,
  events: z.array(z.enum(actions)).min(1).default(['opened']).describe('What has to happen to it'),
  branch: branchSetting.describe('Only those that are to be merged into this branch'),
})
type Settings = z.output<typeof settings>

/**
 * A pull request is opened, gets new commits, or is ready: opened as no draft, or no draft any more. Those of the
 * host's own never fire.
 */
export function pullRequestTrigger(services: ForgeServices): Trigger<Settings> {
  return {
    kind: 'pull-request',
    title: 'GitHub pull request',
    outside: true,
    settings,
    fields: [
      ...subjectFields,
      { name: 'base', kind: 'text', words: 'Branch it is to be merged into', example: 'main' },
      { name: 'head', kind: 'text', words: 'Branch it comes from', example: 'fix-rounding' },
      { name: 'headRepository', kind: 'text', words: 'Where that branch is, or nothing', example: 'octocat/payments' },
      { name: 'commit', kind: 'text', words: 'Its newest commit', example: '9fceb02d0ae598e95dc970b74767f19372d61af8' },
      { name: 'draft', kind: 'boolean', words: 'Whether it is a draft', example: false },
    ],
    words: ({ branch, events, every, repository }) => {
      const into = branch === undefined ? '' : ` into ${branch}`
      const where = repository === undefined ? '' : ` of ${repository}`
      return `GitHub pull request${where}${into} is ${events.map((one) => (one === 'ready' ? 'ready for review' : one)).join(' or ')} · looked at every ${durationWords(every)}`
    },
    begin(of, watch, scope) {
      const feeds: readonly ForgeFeed[] = of.events.includes('ready') ? ['pulls', 'events'] : ['pulls']
      const eventsOf = (news: readonly ForgeNews[], at: ForgeRepository) => eventsFrom(services, { news, at, of })
      followForge(services, { settings: of, watch, feeds, eventsOf }, scope)
    },
  }
}

async function eventsFrom(
  services: ForgeServices,
  { at, news, of }: { readonly news: readonly ForgeNews[]; readonly at: ForgeRepository; readonly of: Settings },
): Promise<Result<readonly TriggerEvent[], Failure>> {
  const events: TriggerEvent[] = []
  for (const one of news) {
    const found = await foundIn(services, one, at)
    if (!found.ok) return found
    if (found.value === null) continue
    const { action, id, pull } = openedReady(found.value, of)
    const wanted = of.events.includes(action) && (of.branch === undefined || of.branch === pull.base.branch)
    if (wanted && !isOwn(pull.body)) events.push(eventOf(at, { action, id, pull }))
  }
  return ok(events)
}

/** Where only readiness counts, being opened as no draft is that. */
function openedReady(found: Found, { events }: Settings): Found {
  const counts = found.action === 'opened' && !found.pull.draft && !events.includes('opened')
  return counts ? { ...found, action: 'ready', id: `ready:${found.pull.number}:opened` } : found
}

interface Found {
  readonly id: string
  readonly action: (typeof actions)[number]
  readonly pull: ForgePullRequest
}

async function foundIn(
  { forge }: ForgeServices,
  one: ForgeNews,
  at: ForgeRepository,
): Promise<Result<Found | null, Failure>> {
  if (one.kind === 'pull-opened') return ok({ id: one.id, action: 'opened', pull: one.pull })
  if (one.kind === 'pull-updated') return ok({ id: one.id, action: 'updated', pull: one.pull })
  if (one.kind !== 'event' || one.event.event !== 'ready_for_review' || !one.event.issue.pullRequest) return ok(null)
  const { id, issue } = one.event
  const pull = await forge.pullRequest(at, issue.number)
  if (!pull.ok) return pull.error.code === 'forge-not-found' ? ok(null) : pull
  return ok({ id: `ready:${issue.number}:${id}`, action: 'ready', pull: pull.value })
}

function eventOf(at: ForgeRepository, { action, id, pull }: Found): TriggerEvent {
  const { base, draft, head } = pull
  const by = pull.author.name
  return {
    id,
    source: sourceOf(at, { what: 'pull request', number: pull.number, by, link: pull.url }),
    subject: `#${pull.number} ${pull.title}`,
    fields: {
      ...subjectOf(at, pull, action),
      base: base.branch,
      head: head.branch,
      headRepository: head.repository ?? '',
      commit: head.commit,
      draft,
    },
  }
}
