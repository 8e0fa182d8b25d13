import { z } from 'zod'
import { type CustomAgent, defaultSettings, type Settings, type SettingsPatch } from './settings.ts'

const line = z.string().min(1).max(4000)
const choice = z.object({ mode: z.exactOptional(line), model: z.exactOptional(line) })

const customAgent: z.ZodType<CustomAgent> = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, at most 40'),
  name: z.string().min(1).max(60),
  command: z.string().min(1).max(32_000),
})

const slots = z.number().int().min(1).max(1000)
const most = z.number().int().min(1).max(10_000)
const spent = z.exactOptional(z.number().positive().max(1e12))

const limits = {
  project: slots.nullable(),
  agents: z.record(line, slots),
  providers: z.record(line, slots),
  review: most,
  fanOut: most,
  day: z.strictObject({ tokens: spent, cost: spent, minutes: spent }),
}

const fields = {
  theme: z.enum(['system', 'dark', 'light']),
  density: z.enum(['compact', 'comfortable']),
  executors: z.number().int().min(1).max(1000),
  limits: z.strictObject(limits),
  defaultAgent: line.nullable(),
  agentChoices: z.record(line, choice),
  customAgents: z.array(customAgent).max(100),
  notify: z.object({ needsYou: z.boolean(), finished: z.boolean(), failed: z.boolean() }),
  onQuit: z.enum(['ask', 'background', 'park']),
}

const notices = {
  needsYou: z.boolean().default(defaultSettings.notify.needsYou),
  finished: z.boolean().default(defaultSettings.notify.finished),
  failed: z.boolean().default(defaultSettings.notify.failed),
}

const unlimited = defaultSettings.limits

const limitDefaults = {
  project: limits.project.default(unlimited.project),
  agents: limits.agents.default({}),
  providers: limits.providers.default({}),
  review: limits.review.default(unlimited.review),
  fanOut: limits.fanOut.default(unlimited.fanOut),
  day: limits.day.default({}),
}

/** The settings as a file holds them: only what differs from the defaults. */
export const settingsShape = z.object({
  theme: fields.theme.default(defaultSettings.theme),
  density: fields.density.default(defaultSettings.density),
  executors: fields.executors.default(defaultSettings.executors),
  limits: z.object(limitDefaults).default(unlimited),
  defaultAgent: fields.defaultAgent.default(defaultSettings.defaultAgent),
  agentChoices: fields.agentChoices.default({}),
  customAgents: fields.customAgents.default([]),
  notify: z.object(notices).default(defaultSettings.notify),
  onQuit: fields.onQuit.default(defaultSettings.onQuit),
}) satisfies z.ZodType<Settings>

/** Without defaults, since what isn't named stays as it is. */
export const settingsPatch = z.strictObject(fields).partial() satisfies z.ZodType<SettingsPatch>
