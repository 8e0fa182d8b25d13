import { z } from 'zod'

/** A command as it crosses: its type, and what it says. */
export function command<Type extends string, Shape extends z.ZodRawShape>(type: Type, payload: Shape) {
  return z.object({ type: z.literal(type), payload: z.object(payload) })
}
