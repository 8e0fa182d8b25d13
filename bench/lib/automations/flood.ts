import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { automationIdOf } from '../../../src/shared/domain/automation/automation-id.ts'
import type { AutomationId, ProjectId } from '../../../src/shared/kernel/ids.ts'
import type { JsonObject } from '../../../src/shared/kernel/json.ts'

/** How events come in: each signed and posted by another program, or told by a trigger, a few at once. */
export type Way = 'webhook' | 'service'

export interface Flood {
  readonly way: Way
  /** Of all automations together. */
  readonly events: number
  /** In which they come, evenly. */
  readonly ms: number
}

export const project = 'flooded' as ProjectId
export const secret = { name: 'FLOOD_SECRET', value: 'known to both sides alone' } as const
/** As many as it takes: one takes in some four webhooks a second at most. */
export const automations = 50
/** What each turn reports that it has cost, in US dollars. */
export const turnCost = 0.2

export interface Limits {
  readonly parallel: number
  readonly cooldownMs: number
  /** US dollars, of one dispatch and of a day. */
  readonly cost: number
  readonly costPerDay: number
}

/** What every automation may do at most: each of these is reached, however short the flood. */
export function limitsOf({ ms }: Flood): Limits {
  return {
    parallel: 2,
    cooldownMs: Math.max(1, Math.round(ms / 30_000)) * 1000,
    cost: 0.5,
    costPerDay: 1 + ms / 30_000,
  }
}

/** How long an agent works, so that the third would begin beside two. */
export function turnMsOf(flood: Flood): number {
  return limitsOf(flood).cooldownMs * 2.5
}

/** What this trigger is called in what the host records, where no real one tells of it. */
export const serviceTrigger = 'flood'

const nameOf = (automation: number): string => `flooded-${automation}`

export function idOf(automation: number): AutomationId {
  return automationIdOf(project, 'project', nameOf(automation))
}

/** Those of one automation. */
export function eventsOf({ events }: Flood): number {
  return events / automations
}

/** What one event says: every tenth is a question, and every third has the key of the one before it. */
export function fieldsOf(automation: number, event: number): JsonObject {
  const number = event % 3 === 2 ? event - 1 : event
  return {
    key: `key ${number}`,
    label: isQuestion(event) ? 'question' : 'bug',
    title: `Something is wrong, seen for the ${event}th time`,
    nonce: `${automation}/${event}`,
  }
}

export function isQuestion(event: number): boolean {
  return event % 10 === 9
}

/** One file for each automation, in the folder of a project. */
export function writeFiles(repository: string, flood: Flood): void {
  const folder = join(repository, '.switchyard/automations')
  mkdirSync(folder, { recursive: true })
  for (let automation = 0; automation < automations; automation += 1) {
    writeFileSync(join(folder, `${nameOf(automation)}.yaml`), textFor(flood))
  }
}

function textFor(flood: Flood): string {
  const [on, at] =
    flood.way === 'webhook'
      ? [`webhook: { kind: github, secret: ${secret.name} }`, 'event.body']
      : ['manual: {}', 'event']
  const { cooldownMs, cost, costPerDay, parallel } = limitsOf(flood)
  return [
    `on: { ${on} }`,
    `if: [{ field: ${at}.label, isNot: question }]`,
    `dedupe: "{{${at}.key}}"`,
    'dispatch:',
    `  brief: Look into {{${at}.title}}.`,
    `limits: { parallel: ${parallel}, cooldown: ${cooldownMs / 1000}s, cost: ${cost}, costPerDay: ${costPerDay} }`,
    '',
  ].join('\n')
}
