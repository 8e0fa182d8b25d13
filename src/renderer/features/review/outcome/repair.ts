import type { Landing } from '../../../../shared/domain/landing/state.ts'
import type { Thread } from '../../../../shared/domain/thread/state.ts'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import { namedPaths } from '../../../lib/named-paths.ts'

/** Why the last merge was refused, where the agent can settle that and nothing was done about it since. */
export function repairableOf(thread: Thread, landing: Landing | undefined): Failure | null {
  if (landing?.state.kind !== 'refused' || landing.queuedAt <= thread.queuedAt) return null
  const { failure } = landing.state
  return repairable.has(failure.code) ? failure : null
}

const repairable: ReadonlySet<string> = new Set(['landing-conflict', 'gates-failed-merged'])

/** What to ask an agent after its work could not be merged. */
export function repairText(failure: Failure, into: string): string {
  const { paths, more } = namedPaths(failure)
  const list = paths.map(({ path }) => `- ${path}`)
  const rest = more > 0 ? [`- and ${more} more`] : []
  const files = list.length === 0 ? [] : ['', 'These files conflict:', ...list, ...rest]
  const why = failure.code === 'gates-failed-merged' ? `: ${failure.message}` : '.'
  return [
    `Your work could not be merged into ${into}${why} Bring it up to date with ${into} and resolve what conflicts.`,
    ...files,
  ].join('\n')
}
