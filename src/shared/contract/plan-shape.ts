import { z } from 'zod'
import { planLimits as limit } from '../domain/plan/plan.ts'
import type { TaskId } from '../kernel/ids.ts'
import { idOf } from './envelope.ts'

/** One short text: a title, an id of the outside. */
export const line = z.string().min(1).max(4000)

const choice = { mode: z.exactOptional(line), model: z.exactOptional(line) }

export const agent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('catalogue'), id: line, ...choice }),
  z.object({ kind: z.literal('command'), command: z.string().max(32_000), ...choice }),
])

export const effort = z.enum(['quick', 'standard', 'proven'])

const amount = z.number().positive().finite()

export const budget = z.object({
  tokens: z.exactOptional(amount),
  cost: z.exactOptional(amount),
  minutes: z.exactOptional(amount),
})

export const gates = z.array(z.string().min(1).max(8000)).max(limit.gates).readonly()

export const planLimits = z.object({
  parallel: z.number().int().min(1).nullable(),
  review: z.number().int().min(1).nullable(),
})

const planned = {
  title: z.string().max(4000),
  brief: z.string().max(limit.brief),
  effort,
  paths: z.array(z.string().min(1).max(4000)).max(limit.paths).readonly(),
  gates,
  agents: z.array(agent).min(1).max(10).readonly(),
  priority: z.number().int().min(-1000).max(1000),
  candidates: z.number().int().min(1).max(limit.candidates),
  budget,
}

/** A task under the id it gets. What its key and its links may be is for `decide` to say, with the place. */
export const newTask = z.object({
  id: idOf<TaskId>(),
  key: z.string().max(64),
  after: z
    .array(z.object({ on: z.string().max(64), from: z.enum(['landed', 'stacked']) }))
    .max(limit.links)
    .readonly(),
  ...planned,
})

/** Whole fields; those that are absent stay. */
export const taskPatch = z.object(
  Object.fromEntries(Object.entries(planned).map(([name, shape]) => [name, z.exactOptional(shape)])) as {
    [Name in keyof typeof planned]: z.ZodExactOptional<(typeof planned)[Name]>
  },
)

export const plan = z.object({
  goal: z.string().max(limit.brief),
  topology: z.exactOptional(z.enum(['queue', 'team', 'adaptive'])),
  teams: z.exactOptional(z.enum(['ask', 'automatic'])),
  effort,
  gates,
  budget,
  limits: planLimits,
  tasks: z.array(newTask).max(limit.tasks).readonly(),
})
