import { z } from 'zod'
import { re2Patterns } from '../../adapters/text-pattern/re2-patterns.ts'
import { mustacheTemplates } from '../../adapters/text-template/mustache-templates.ts'
import type { Trigger } from '../../ports/trigger.ts'
import type { ReadContext } from '../definition/read-definition.ts'

/** A trigger that is only read about. */
export function sampleTrigger(kind: string, settings: Trigger['settings'] = z.strictObject({})): Trigger {
  return {
    kind,
    title: kind,
    outside: kind === 'issue',
    settings,
    fields: [],
    words: () => kind,
    begin: () => undefined,
  }
}

const events = z.array(z.enum(['opened', 'labelled', 'commented', 'updated', 'ready'])).min(1)

export const sampleTriggers: ReadonlyMap<string, Trigger> = new Map(
  [
    sampleTrigger('manual'),
    sampleTrigger('issue', z.strictObject({ events, labels: z.array(z.string()).optional() })),
    sampleTrigger('schedule', z.strictObject({ cron: z.string(), zone: z.string().optional() })),
  ].map((trigger) => [trigger.kind, trigger]),
)

export const sampleContext: ReadContext = {
  scope: 'project',
  triggers: sampleTriggers,
  agents: ['offline', 'other'],
  templates: mustacheTemplates,
  patterns: re2Patterns,
}
