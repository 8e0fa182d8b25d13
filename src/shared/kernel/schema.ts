import type { z } from 'zod'

/** What a value from outside must be like, and what it is read as. */
export type Schema<Value> = z.ZodType<Value>
