import { z } from 'zod'
import { automationLimits as limit } from '../../../shared/domain/automation/definition.ts'
import { permissionLimits } from '../../../shared/domain/permission/policy.ts'
import type { Trigger } from '../../ports/trigger.ts'

const text = (description: string, max = 4000) => z.string().min(1).max(max).describe(description)
const scalar = z.union([z.string().max(1000), z.number(), z.boolean()])

const filter = z.strictObject({
  field: text('A field of the event: title, labels, author.name.', 300),
  is: scalar.optional().describe('What it must be; of a list, what one entry must be.'),
  isNot: scalar.optional().describe('What it must not be; of a list, what no entry may be.'),
  matches: text('A regular expression that must be found in it, without look-around.', 500).optional(),
  in: z.array(scalar).min(1).max(200).optional().describe('It must be one of these.'),
})

const rule = z.strictObject({
  verdict: z.enum(['allow', 'ask', 'deny']),
  tool: text(
    'Kind of tool call: read, edit, delete, move, search, execute, fetch, comment or pull-request.',
    100,
  ).optional(),
  path: text('A glob, relative to the project.', permissionLimits.pattern).optional(),
  command: text('A command, with * for any rest.', permissionLimits.pattern).optional(),
})

const profile = z.enum(['restricted', 'standard'])

const dispatch = z.strictObject({
  brief: text(
    'What is to be done. {{event.title}} stands for a field of the event, which is quoted below it.',
    limit.brief,
  ),
  agent: z
    .union([text('Id of an agent of this installation.', 200), z.array(text('Id of an agent.', 200)).min(1).max(10)])
    .optional()
    .describe('The agent that does it; of a list, the first does it and the others may take over.'),
  effort: z
    .enum(['quick', 'standard', 'proven'])
    .optional()
    .describe('quick: no gates; standard: gates; proven: gates and a thread that tries to refute.'),
  topology: z.enum(['queue', 'team', 'adaptive']).optional().describe('How threads of it work together.'),
  permissions: z
    .union([profile, z.strictObject({ profile, rules: z.array(rule).max(permissionLimits.rules).optional() })])
    .optional()
    .describe('restricted: every request goes to a person unless a rule says otherwise, and nothing is pushed.'),
  gates: z.array(text('A command for sh, exit code 0 passes.', 4096)).max(50).optional(),
})

const limits = z.strictObject({
  parallel: z.int().min(1).max(1000).optional().describe('Dispatches under way at once; further ones are held.'),
  cooldown: text('Time after a dispatch in which the same subject is skipped: 90s, 10m, 2h, 1d.', 20).optional(),
  cost: z.number().positive().max(1e6).optional().describe('US dollars of each dispatch.'),
  costPerDay: z.number().positive().max(1e6).optional().describe('US dollars of all dispatches of a day.'),
  quiet: text('Hours in which nothing is dispatched: 22:00-07:00, or 22:00-07:00 Europe/Berlin.', 80).optional(),
  quietThen: z
    .enum(['hold', 'skip'])
    .optional()
    .describe('What becomes of what fires in quiet hours; held if left out.'),
})

const step = z.union([
  z.enum(['review', 'notify', 'comment', 'pull-request']),
  z.strictObject({ start: text('Name of another automation of the project.', limit.name) }),
])

/** An automation as people write it, with the kinds of trigger that this host knows. */
export function writtenAutomation(triggers: Iterable<Trigger>) {
  const kinds = [...triggers].map((one) => [one.kind, one.settings.optional().describe(one.title)] as const)
  return z.strictObject({
    on: z.strictObject(Object.fromEntries(kinds)).describe('What begins it: one or more kinds of trigger.'),
    project: text('Folder of the project. Only in a private file.', 4096).optional(),
    if: z.array(filter).max(limit.filters).optional().describe('What the event must be like; all of it.'),
    dedupe: text('What makes two events the same; each is distinct if left out.', 1000).optional(),
    dispatch: dispatch.describe('The work, and who does it.'),
    limits: limits.optional(),
    // A literal key of this name would make whoever awaits the object call it.
    ...{
      ['then' as const]: z.array(step).max(limit.steps).optional().describe('What is done when the work is at rest.'),
    },
  })
}

export type AutomationSchema = ReturnType<typeof writtenAutomation>
export type WrittenAutomation = z.output<AutomationSchema>
export type WrittenFilter = z.output<typeof filter>
export type WrittenDispatch = z.output<typeof dispatch>
export type WrittenLimits = z.output<typeof limits>
export type WrittenStep = z.output<typeof step>
