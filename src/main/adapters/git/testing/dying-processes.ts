import { failure } from '../../../../shared/kernel/failure.ts'
import { err } from '../../../../shared/kernel/result.ts'
import type { ProcessPort } from '../../../ports/process.ts'

/** A host that dies: after `spawns` starts nothing is started any more. `exhausted` tells whether that happened. */
export function dyingProcesses(
  inner: ProcessPort,
  spawns: number,
): ProcessPort & { readonly exhausted: () => boolean } {
  let left = spawns
  let refused = false
  return {
    async spawn(request) {
      left -= 1
      if (left >= 0) return inner.spawn(request)
      refused = true
      return err(failure('spawner-closed', 'The host died.', 'none'))
    },
    isAlive: (identity) => inner.isAlive(identity),
    reap: () => inner.reap(),
    close: () => inner.close(),
    exhausted: () => refused,
  }
}
