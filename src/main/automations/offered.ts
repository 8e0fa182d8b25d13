import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'
import { isStoreFailure, retryMs } from '../engine/store-failures.ts'
import type { Clock } from '../ports/clock.ts'

/** For effects: what the store can't take now is offered again, and a host that ends leaves the effect to the next one. */
export async function offered<Value>(
  clock: Clock,
  offer: () => Promise<Result<Value, Failure>>,
): Promise<Result<Value, Failure>> {
  for (;;) {
    const done = await offer()
    if (done.ok) return done
    if (done.error.code === 'host-ending') return new Promise(() => undefined)
    if (!isStoreFailure(done.error)) return done
    await new Promise<void>((resolve) => void clock.after(retryMs, resolve))
  }
}
