import type { AutomationDefinition, ThenStep } from './definition.ts'
import type { Automation } from './state.ts'

type Health = Automation['health']

/** No trigger can have a space in its name. */
const ofStep = 'then '

/** Under what a step's trouble stands in the health, beside that of triggers. */
export function stepName(step: ThenStep['kind']): string {
  return `${ofStep}${step}`
}

/** Without what triggers said that watch no longer: who knows whether it is still so. */
export function ofSteps(health: Health): Health {
  return onlyOf(health, isStep)
}

/** What still counts where this definition comes into force: of triggers that go on as they were, and of its steps. */
export function healthUnder({ definition: before, health }: Automation, now: AutomationDefinition): Health {
  const steps = new Set(now.afterwards.map(({ kind }) => stepName(kind)))
  return onlyOf(health, (name) => (isStep(name) ? steps.has(name) : isSameTrigger(name, before, now)))
}

/** Whether anything of an automation goes by that name at present. */
export function isWatched({ definition, goneSince, on }: Automation, name: string): boolean {
  return isStep(name) || (on && goneSince === undefined && Object.hasOwn(definition?.on ?? {}, name))
}

export function isSameTrigger(kind: string, before: AutomationDefinition | null, now: AutomationDefinition): boolean {
  return JSON.stringify(before?.on[kind]) === JSON.stringify(now.on[kind])
}

/** Whether it is the trouble of a step, and not of a trigger. */
export function isStep(name: string): boolean {
  return name.startsWith(ofStep)
}

function onlyOf(health: Health, counts: (name: string) => boolean): Health {
  return Object.fromEntries(Object.entries(health).filter(([name]) => counts(name)))
}
