import type { Model } from '../model.ts'
import { type AtCap, defaultCaps, type NegotiationCaps, type NegotiationSettings } from './state.ts'

/** What exchanges in a project may use, and what is forced when that is used up. */
export interface NegotiationRules {
  readonly caps: NegotiationCaps
  readonly atCap: AtCap
}

export function rulesOf(model: Model, project: string): NegotiationRules {
  const { atCap = 'serialize', ...caps } = model.project.get(project)?.negotiations ?? {}
  return { atCap, caps: { ...defaultCaps, ...caps } }
}

export function sameSettings(one: NegotiationSettings = {}, other: NegotiationSettings = {}): boolean {
  return (['atCap', 'rounds', 'messages', 'tokens', 'minutes'] as const).every((name) => one[name] === other[name])
}
