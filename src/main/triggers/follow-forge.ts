import { z } from 'zod'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Scope } from '../../shared/kernel/scope.ts'
import type { ForgeRepository } from '../ports/forge.ts'
import type { ForgeFeed, ForgeNews } from '../ports/forge-watch.ts'
import type { TriggerEvent, TriggerWatch } from '../ports/trigger.ts'
import { durationMs, durationSetting } from './duration.ts'
import { keepLooking } from './keep-looking.ts'
import type { TriggerServices } from './services.ts'

export type ForgeServices = Pick<TriggerServices, 'clock' | 'git' | 'forge' | 'forgeWatch' | 'problem'>

/** What all triggers of a forge are told. */
export const forgeSettings = {
  repository: z
    .string('Write owner/name.')
    .regex(
      /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+\/)?[\w.-]{1,100}\/[\w.-]{1,100}$/,
      'Write owner/name, or server/owner/name.',
    )
    .optional()
    .describe('Repository, as owner/name; that of the remote origin without one'),
  every: durationSetting('5s', '1d').default('60s').describe('How often it is looked; unchanged costs nothing'),
}

export const branchSetting = z
  .string('Write the name of a branch.')
  .regex(/^(?!.*\.\.)[\w.][\w./-]{0,200}$/, 'Write the name of a branch, such as main or release/2.x.')
  .optional()

export const textsSetting = z.array(z.string('Write a text.').min(1).max(100)).min(1).max(50).optional()

interface Following {
  readonly settings: { readonly repository?: string | undefined; readonly every: string }
  readonly watch: TriggerWatch
  readonly feeds: readonly ForgeFeed[]
  /** What fires of the news; a failure has all of them come again. */
  eventsOf(news: readonly ForgeNews[], at: ForgeRepository): Promise<Result<readonly TriggerEvent[], Failure>>
}

/** A remote may be added, or named otherwise, at any time. */
const searchMs = 60_000
const dayMs = 86_400_000

/** Follows the repository that is named, or that the project comes from, once there is one. */
export function followForge(services: ForgeServices, following: Following, scope: Scope): void {
  const { clock, forgeWatch, problem } = services
  const { eventsOf, feeds, settings, watch } = following
  let found = false
  keepLooking({ clock, problem, what: `following a repository for ${watch.automation.name}` }, scope, async () => {
    if (found) return dayMs
    const place = await placeOf(services, settings.repository, watch)
    if (!place.ok) {
      watch.health({ failure: place.error, retryAt: clock.now() + searchMs })
      return searchMs
    }
    found = true
    const follower = {
      at: place.value,
      feeds,
      everyMs: durationMs(settings.every) ?? searchMs,
      cursor: watch.cursor,
      async take(news: readonly ForgeNews[], cursor: NonNullable<TriggerWatch['cursor']>) {
        const events = await eventsOf(news, place.value)
        return events.ok ? watch.deliver(events.value, cursor) : events
      },
      health: watch.health,
    }
    if (!scope.closed) forgeWatch.follow(follower, scope)
    return dayMs
  })
}

async function placeOf(
  { forge, git }: ForgeServices,
  named: string | undefined,
  { project }: TriggerWatch,
): Promise<Result<ForgeRepository, Failure>> {
  const origin = await git.remoteAddress(project.gitDirectory, 'origin')
  const kept = origin.ok && origin.value !== null ? forge.repositoryOf(origin.value) : null
  if (named !== undefined) {
    const parts = named.split('/')
    const repository = parts.slice(-2).join('/')
    return ok({ host: parts.length === 3 ? (parts[0] ?? '') : (kept?.host ?? 'github.com'), repository })
  }
  if (!origin.ok) return origin
  return kept === null ? err(unknownRepository(project.root)) : ok(kept)
}

function unknownRepository(root: string): Failure {
  return failure(
    'forge-repository-unknown',
    `The remote origin of ${root} is not on GitHub, or there is none. Nothing is watched.`,
    'Name the repository in the file of the automation, such as repository: acme/payments.',
  )
}
