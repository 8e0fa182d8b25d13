import { z } from 'zod'
import type { Trigger } from '../ports/trigger.ts'

type Settings = Record<never, never>

/** Nothing by itself: a person or a script fires it, with whatever event they give. */
export function manualTrigger(): Trigger<Settings> {
  return {
    kind: 'manual',
    title: 'Run now',
    outside: false,
    settings: z.strictObject({}),
    fields: [],
    words: () => 'When somebody runs it',
    begin: () => undefined,
  }
}
