import { z } from 'zod'
import { planLimits as limit } from '../domain/plan/plan.ts'

const text = (description: string, max = 4000) => z.string().min(1).max(max).describe(description)

const effort = z.enum(['quick', 'standard', 'proven'])

const amount = (description: string) => z.number().positive().max(1e12).optional().describe(description)

const budget = z
  .strictObject({
    tokens: amount('Tokens, in and out together.'),
    cost: amount('US dollars.'),
    minutes: amount('Minutes of agents at work; waiting is not counted.'),
  })
  .optional()

const gates = (description: string) =>
  z.array(text('A command for sh, exit code 0 passes.', 8000)).max(limit.gates).optional().describe(description)

const agent = z
  .union([text('Name of an agent of this installation.', 200), z.array(text('Name of an agent.', 200)).min(1).max(10)])
  .optional()
  .describe('The agent that does it; of a list, the first does it and the others may take over.')

const link = z.union([
  text('Id of the other task; this one starts once it has landed.', 64),
  z.strictObject({
    id: text('Id of the other task.', 64),
    from: z
      .enum(['landed', 'stacked'])
      .optional()
      .describe(
        'landed: starts once the other has landed (if left out). stacked: starts on its proven work before that.',
      ),
  }),
])

/** A task as it is written. */
export const writtenTask = z.strictObject({
  id: text('Short name, unique in the plan: letters, digits, dot, underscore and hyphen.', 64),
  title: text('One line for the board; taken from the brief if left out.').optional(),
  brief: text('What is to be done, complete in itself: the agent sees nothing else of the plan.', limit.brief),
  effort: effort
    .optional()
    .describe('quick: no gates; standard: gates; proven: gates and a thread that tries to refute.'),
  after: z.array(link).max(limit.links).optional().describe('Tasks that come before this one.'),
  paths: z
    .array(text('A glob, relative to the project.'))
    .max(limit.paths)
    .optional()
    .describe('Files it is expected to touch.'),
  gates: gates('Commands of its own that must pass, beside those of the plan and the project.'),
  agent,
  model: text('Model of its agent.', 200).optional(),
  priority: z
    .number()
    .int()
    .min(-limit.priority)
    .max(limit.priority)
    .optional()
    .describe('Higher goes first; 0 if left out.'),
  candidates: z.number().int().min(1).max(limit.candidates).optional().describe('Threads that try it side by side.'),
  budget: budget.describe('What the task may spend at most.'),
})

/** A plan as people and planners write it, in a file or in a tool call; what is left out has a default. */
export const writtenPlan = z.strictObject({
  goal: text('What the whole is for.', limit.brief),
  topology: z
    .enum(['queue', 'team', 'adaptive'])
    .optional()
    .describe(
      'How the tasks work together: queue, nothing talks by itself; adaptive, teams form where work overlaps; team, all talk. As the project says if left out.',
    ),
  teams: z
    .enum(['ask', 'automatic'])
    .optional()
    .describe(
      'Of an adaptive plan: whether a person is asked before threads become a team. As the project says if left out.',
    ),
  effort: effort.optional().describe('For tasks that say none; standard where there are gates, else quick.'),
  agent,
  model: text('Model of that agent.', 200).optional(),
  gates: gates('Commands that must pass for every task with an effort above quick.'),
  budget: budget.describe('What the run may spend at most.'),
  limits: z
    .strictObject({
      parallel: z.number().int().min(1).max(1000).optional().describe('Tasks at work at once.'),
      review: z.number().int().min(1).max(1000).optional().describe('Threads that may wait for a review at once.'),
    })
    .optional(),
  tasks: z.array(writtenTask).min(1).max(limit.tasks).describe('The work, in the order of the outline.'),
})

/** A task that a thread proposes beside a plan. */
export const spawnedTask = writtenTask.extend({
  plan: z.boolean().optional().describe('true: too large for one thread; it becomes a run of its own, with a planner.'),
})

export type WrittenPlan = z.infer<typeof writtenPlan>
export type WrittenTask = z.infer<typeof writtenTask>
