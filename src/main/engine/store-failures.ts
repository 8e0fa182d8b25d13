import type { Refusal } from '../../shared/domain/decision.ts'

/** How long something that could not be stored waits before it is offered again, in milliseconds. */
export const retryMs = 500

export function isStoreFailure(refusal: Refusal): boolean {
  return refusal.code.startsWith('store-')
}
