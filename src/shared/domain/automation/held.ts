import type { Model } from '../model.ts'
import type { Firing } from './state.ts'

/** The group of an automation's held firings, which are apart from its others: thousands may wait. */
export function heldBy(automation: string): string {
  return `held ${automation}`
}

/** Firings that wait to be dispatched, the oldest first; quick where only the first ones are looked at. */
export function heldFirings(model: Model, automation: string): Iterable<Firing> {
  return model.firing.within(heldBy(automation))
}

/** All firings of an automation that are neither skipped nor over, held ones last. */
export function firingsOf(model: Model, automation: string): readonly Firing[] {
  return [...model.firing.within(automation), ...heldFirings(model, automation)]
}
