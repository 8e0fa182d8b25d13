import { z } from 'zod'

const line = z.string().min(1).max(4000)
const choice = z.object({ mode: z.exactOptional(line), model: z.exactOptional(line) })

const customAgent = z.object({
  /** Chosen like one of the catalogue. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, at most 40'),
  name: z.string().min(1).max(60),
  /** Starts an ACP agent on its standard streams. */
  command: z.string().min(1).max(32_000),
})

const fields = {
  theme: z.enum(['system', 'dark', 'light']),
  density: z.enum(['compact', 'comfortable']),
  /** Threads that may hold a slot at once. */
  executors: z.number().int().min(1).max(1000),
  /** Chosen in the composer unless another is; the first ready one where null. */
  defaultAgent: line.nullable(),
  /** Mode and model by agent, for what names none itself; read whenever a session is opened. */
  agentChoices: z.record(line, choice),
  customAgents: z.array(customAgent).max(100),
  notify: z.object({ needsYou: z.boolean(), finished: z.boolean(), failed: z.boolean() }),
  /** What closing the last window does while threads are live. */
  onQuit: z.enum(['ask', 'background', 'park']),
}

const notices = {
  needsYou: z.boolean().default(true),
  finished: z.boolean().default(true),
  failed: z.boolean().default(true),
}

/** What a person set for this data folder. The file holds only what differs from the defaults. */
export const settingsShape = z.object({
  theme: fields.theme.default('system'),
  density: fields.density.default('compact'),
  executors: fields.executors.default(4),
  defaultAgent: fields.defaultAgent.default(null),
  agentChoices: fields.agentChoices.default({}),
  customAgents: fields.customAgents.default([]),
  notify: z.object(notices).default({ needsYou: true, finished: true, failed: true }),
  onQuit: fields.onQuit.default('ask'),
})

export type Settings = z.output<typeof settingsShape>
export type CustomAgent = Settings['customAgents'][number]

/** What may be changed at once: whole fields. Without defaults, since what isn't named stays as it is. */
export const settingsPatch = z.strictObject(fields).partial()
export type SettingsPatch = Partial<Settings>

export const defaultSettings: Settings = settingsShape.parse({})
