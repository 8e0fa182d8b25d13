import type { Clock } from '../../../ports/clock.ts'

/** True when `promise` settled within `milliseconds`, however it did. */
export async function settledWithin(promise: Promise<unknown>, clock: Clock, milliseconds: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const cancel = clock.after(milliseconds, () => resolve(false))
  const settled = promise.then(
    () => true,
    () => true,
  )
  const inTime = await Promise.race([settled, late])
  cancel()
  return inTime
}
