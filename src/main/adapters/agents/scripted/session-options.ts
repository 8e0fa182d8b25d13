import type { SessionConfigOption, SessionModeState } from '@agentclientprotocol/sdk'
import type { Mode, Model } from './session-record.ts'

export interface Choices {
  readonly mode: Mode
  readonly model: Model
}

const MODES = [
  { id: 'auto', name: 'Auto', description: 'Only ask steps ask' },
  { id: 'ask', name: 'Ask', description: 'Every write and command asks' },
] as const

const MODELS = [
  { id: 'steady', name: 'Steady', description: 'Messages stream at a readable rate' },
  { id: 'fast', name: 'Fast', description: 'Messages stream without a pause' },
] as const

export function modeState(choices: Choices): SessionModeState {
  return { currentModeId: choices.mode, availableModes: MODES.map((mode) => ({ ...mode })) }
}

export function configOptions(choices: Choices): SessionConfigOption[] {
  return [
    {
      type: 'select',
      id: 'mode',
      name: 'Mode',
      category: 'mode',
      currentValue: choices.mode,
      options: MODES.map(({ id, name, description }) => ({ value: id, name, description })),
    },
    {
      type: 'select',
      id: 'model',
      name: 'Model',
      category: 'model',
      currentValue: choices.model,
      options: MODELS.map(({ id, name, description }) => ({ value: id, name, description })),
    },
  ]
}

/** The choices after setting one option; null when there is no such option or value. */
export function choose(choices: Choices, option: string, value: unknown): Choices | null {
  const mode = option === 'mode' ? MODES.find((candidate) => candidate.id === value) : undefined
  if (mode !== undefined) return { ...choices, mode: mode.id }
  const model = option === 'model' ? MODELS.find((candidate) => candidate.id === value) : undefined
  return model === undefined ? null : { ...choices, model: model.id }
}
