import { z } from 'zod'
import type { JsonObject } from '../kernel/json.ts'

/** Global sequence of the last event, or a thread's own of its last transcript change. */
export const sequence = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

/** How many rows one page may hold. */
export const pageLimit = z.number().int().min(1).max(1000)

/** Text that programs are given as an argument, which can't hold a zero byte. */
export function argument(longest: number) {
  return z
    .string()
    .max(longest)
    .regex(/^[^\0]*$/, 'no zero byte')
}

/** Of a file or a folder. */
export const path = argument(4096).min(1)

/** Ids become names of branches and folders, so only what is safe in both. */
const idText = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)

/** An id minted by the sender, branded for the domain. */
export function idOf<Id extends string>() {
  return idText.transform((text) => text as Id)
}

/** An id minted elsewhere (by an agent, say) that is only ever looked up. */
export function nameOf<Id extends string>() {
  return z
    .string()
    .min(1)
    .max(300)
    .transform((text) => text as Id)
}

/** A refusal on the wire: what happened, what was kept, what to do. */
const failureShape = z.object({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  facts: z.exactOptional(z.custom<JsonObject>((value) => typeof value === 'object' && value !== null)),
})

/** Errors that every procedure may answer with; anything else is a fault of the host. */
export const rejections = {
  REFUSED: { status: 409, data: failureShape },
  INVALID: { status: 422, data: failureShape },
} as const
