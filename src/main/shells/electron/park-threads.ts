import { safe } from '@orpc/client'
import type { CommandId } from '../../../shared/kernel/ids.ts'
import { randomIds } from '../../adapters/ids/random-ids.ts'
import type { Clock } from '../../ports/clock.ts'
import { isAtRest } from '../headless/at-rest.ts'
import type { DesktopHost } from './desktop-host.ts'
import { liveThreads } from './live-threads.ts'

/**
 * Stops every live turn and waits until all work is saved, for `limitMs` at most or until the signal. Answers whether
 * everything is at rest.
 */
export async function parkThreads(
  host: DesktopHost,
  { clock, limitMs, signal }: { readonly clock: Clock; readonly limitMs: number; readonly signal: AbortSignal },
): Promise<boolean> {
  const rested = Promise.withResolvers<void>()
  const look = () => {
    if (isAtRest(host.model)) rested.resolve()
  }
  const stopFollowing = host.follow(look)
  const cancel = clock.after(limitMs, rested.resolve)
  signal.addEventListener('abort', () => rested.resolve(), { once: true })
  // Those that wait go first, or they would take the slots of those that are stopped.
  const live = [...liveThreads(host.model)].sort((one, other) => waits(other.state.kind) - waits(one.state.kind))
  for (const { id } of live) {
    const command = { type: 'thread.stop', payload: { thread: id } } as const
    // One that came to rest meanwhile is refused, which is as good.
    await safe(host.api.commands.send({ id: randomIds.next() as CommandId, command }))
  }
  look()
  await rested.promise
  stopFollowing()
  cancel()
  return isAtRest(host.model)
}

function waits(kind: string): number {
  return kind === 'queued' ? 1 : 0
}
