import { z } from 'zod'
import { durationSetting } from './duration.ts'
import { globSetting } from './globs.ts'
import type { TriggerServices } from './services.ts'

export type CommandServices = Pick<TriggerServices, 'clock' | 'environment' | 'git' | 'problem' | 'processes' | 'roots'>

export const commandSettings = z.strictObject({
  run: z
    .string('A command, as text.')
    .trim()
    .min(1, 'A command is not empty.')
    .max(4096, 'A command has at most 4096 characters.')
    .describe('Command that is run in a throw-away copy of the branch'),
  branch: globSetting('The branch')
    .optional()
    .describe('Branch that it is run on; the one that is checked out without it'),
  on: z
    .enum(['time', 'moves'], 'Write time or moves.')
    .default('time')
    .describe('Whether it is run again and again, or when the branch has moved'),
  every: durationSetting('1m', '7d').default('10m').describe('How often, where it is run again and again'),
  timeout: durationSetting('1s', '6h').default('20m').describe('How long it may take; longer is a failure'),
})
export type CommandSettings = z.output<typeof commandSettings>
