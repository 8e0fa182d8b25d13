import { type } from '@orpc/contract'
import { z } from 'zod'
import { automationName } from '../../domain/automation/automation-id.ts'
import { automationLimits } from '../../domain/automation/definition.ts'
import type { Outbound } from '../../domain/outbound/state.ts'
import type { AutomationId, FiringId, ProjectId, ThreadId } from '../../kernel/ids.ts'
import type { JsonObject, JsonValue } from '../../kernel/json.ts'
import type {
  AutomationFacts,
  AutomationFile,
  AutomationTemplate,
  DryRun,
  FireAnswer,
  FiringPage,
  FormChange,
  TextCheck,
  TriggerView,
} from '../automation-views.ts'
import { procedure } from '../define.ts'
import { nameOf, path, sequence } from '../envelope.ts'
import type { PageOf } from './peers.ts'

/** Firings of a page, at most. */
const firingsPageLimit = 100

const project = nameOf<ProjectId>()
const automation = nameOf<AutomationId>()
const firing = nameOf<FiringId>()
const scope = z.enum(['project', 'own'])
const text = z.string().max(automationLimits.file)
const name = z.string().regex(automationName)
const event = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'a JSON object',
)
const formChange: z.ZodType<FormChange> = z.object({
  path: z
    .array(z.union([z.string().max(300), z.number().int().min(0).max(10_000)]))
    .min(1)
    .max(20),
  value: z.exactOptional(z.custom<JsonValue>((value) => value !== undefined)),
})

/** Automations as files, what they would do, and what they did. What is decided about them stands in the model. */
export const automationsChannel = {
  /** Kinds of trigger, the files ready to begin from, and what holds on this host. */
  offers: procedure.input(z.object({})).output(
    type<{
      readonly triggers: readonly TriggerView[]
      readonly templates: readonly AutomationTemplate[]
      /** False: a restricted thread's network is not cut, and the pane says so. */
      readonly sandbox: boolean
    }>(),
  ),
  facts: procedure.input(z.object({ project })).output(type<readonly AutomationFacts[]>()),
  read: procedure.input(z.object({ automation })).output(type<AutomationFile>()),
  /** What is wrong with a text; empty where it could come into force. */
  check: procedure.input(z.object({ project, scope, name, text })).output(type<TextCheck>()),
  /** The text with these changes made; everything else stays as it is written. */
  edit: procedure
    .input(z.object({ text, changes: z.array(formChange).max(100) }))
    .output(type<{ readonly text: string }>()),
  /** Refused where the file is another than `replaces` by now, or the text is wrong. Answers once it is in force. */
  save: procedure
    .input(z.object({ project, scope, name, text, replaces: z.string().max(200).nullable() }))
    .output(type<{ readonly automation: AutomationId; readonly revision: string }>()),
  /** Moves the file to the trash of the data folder. */
  remove: procedure
    .input(z.object({ automation, replaces: z.string().max(200) }))
    .output(type<{ readonly trash: string }>()),
  /** Of the text where one is given, else of the file; `event`: pasted, or that of an earlier firing. */
  dryRun: procedure
    .input(
      z.object({
        project,
        scope,
        name,
        text: text.optional(),
        trigger: z.string().max(64).optional(),
        event: z.union([z.object({ pasted: event }), z.object({ firing }), z.object({ sample: z.literal(true) })]),
      }),
    )
    .output(type<DryRun>()),
  /** By a person or a script; answers once the decision is durable and, where it dispatched, the run is there. */
  fire: procedure
    .input(z.object({ repository: path, name, scope: scope.optional(), event: event.optional() }))
    .output(type<FireAnswer>()),
  firings: procedure
    .input(
      z.object({
        automation,
        before: sequence.optional(),
        limit: z.number().int().min(1).max(firingsPageLimit),
        /** Words to find in subject, source, decision or reason. */
        search: z.string().max(200).optional(),
      }),
    )
    .output(type<FiringPage>()),
  /** What a thread wrote outside this machine, or is to: newest first, live and past alike. */
  outbounds: procedure
    .input(
      z.object({
        thread: nameOf<ThreadId>(),
        before: sequence.optional(),
        limit: z.number().int().min(1).max(firingsPageLimit),
      }),
    )
    .output(type<PageOf<Outbound>>()),
  /** What an event said; null where that was deleted, which happens after 14 days. */
  event: procedure.input(z.object({ firing })).output(type<{ readonly fields: JsonObject | null }>()),
}
