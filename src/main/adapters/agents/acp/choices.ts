import type { AgentChoice } from '../../../ports/agent.ts'
import { asList, asObject, asString, type RawObject } from './raw.ts'

/** One thing that can be set for a session, and how the agent wants it set. */
export interface Choice {
  readonly set: { readonly kind: 'option'; readonly id: string } | { readonly kind: 'mode' }
  readonly offered: readonly AgentChoice[]
}

export interface Choices {
  readonly mode: Choice | null
  readonly model: Choice | null
}

/** Reads the answer to `session/new`, `session/load` or `session/set_config_option`; options win over modes. */
export function readChoices(answer: unknown): Choices {
  const raw = asObject(answer)
  const options = (asList(raw?.configOptions) ?? []).map(asObject).filter((option) => option !== null)
  return { mode: optionOf(options, 'mode') ?? modesOf(raw), model: optionOf(options, 'model') }
}

function optionOf(options: readonly RawObject[], category: string): Choice | null {
  const option = options.find((candidate) => candidate.category === category && candidate.type === 'select')
  const id = asString(option?.id)
  if (option === undefined || id === null) return null
  return { set: { kind: 'option', id }, offered: valuesOf(option.options) }
}

/** Values come in a plain list or in groups. */
function valuesOf(list: unknown): readonly AgentChoice[] {
  return (asList(list) ?? []).flatMap((item) => {
    const value = asObject(item)
    return value !== null && 'group' in value ? valuesOf(value.options) : choiceOf(value?.value, value?.name)
  })
}

function modesOf(raw: RawObject | null): Choice | null {
  const modes = asObject(raw?.modes)
  if (modes === null) return null
  const offered = (asList(modes.availableModes) ?? []).map(asObject).flatMap((mode) => choiceOf(mode?.id, mode?.name))
  return { set: { kind: 'mode' }, offered }
}

function choiceOf(id: unknown, name: unknown): readonly AgentChoice[] {
  return typeof id === 'string' ? [{ id, name: typeof name === 'string' ? name : id }] : []
}
