import { failure } from '../../../shared/kernel/failure.ts'
import type { SettingsFailure, SettingsTrouble } from '../../ports/settings.ts'

const correctIt = 'Correct the file: it is taken over at once. Where a setting is saved before that, a copy stays.'
const inForce = 'What was in force before stays so (else the defaults); the file is as it was.'

export function damagedFile(file: string, detail: string): SettingsTrouble {
  return failure('settings-damaged', `${file} is no JSON: ${detail}. ${inForce}`, {
    remedy: correctIt,
    facts: { file },
  })
}

export function invalidFile(file: string, problems: readonly string[]): SettingsTrouble {
  return failure('settings-invalid', `${file} can’t be taken over: ${problems.join('; ')}. ${inForce}`, {
    remedy: correctIt,
    facts: { file, problems },
  })
}

export function unreadableFile(file: string, detail: string): SettingsTrouble {
  return failure('settings-unreadable', `${file} can’t be read (${detail}). ${inForce}`, {
    remedy: 'Make it a file that you may read and write, or remove it.',
    facts: { file },
  })
}

export function unknownFields(file: string, names: readonly string[]): SettingsTrouble {
  return failure(
    'settings-unknown-fields',
    `${file} has fields that mean nothing to this version: ${names.join(', ')}.`,
    {
      remedy: 'They are kept. Correct their names, or remove them.',
      facts: { file, names },
    },
  )
}

export function setAside(copies: readonly string[]): SettingsTrouble {
  return failure('settings-set-aside', `Settings that could not be read are kept in ${copies.join(', ')}.`, {
    remedy: 'Take over what you need, then delete it.',
    facts: { copies },
  })
}

export function tooLarge(file: string, limit: number): SettingsFailure {
  return failure('settings-too-large', `Settings may have ${limit / 1_000_000} MB. The settings are as before.`, {
    remedy: 'Remove agents or choices that are not needed any more, and save again.',
    facts: { file, limit },
  })
}

export function unwritable(file: string, detail: string): SettingsFailure {
  return failure('settings-unwritable', `${file} could not be written (${detail}). The settings are as before.`, {
    remedy: 'Make room, or make the folder writable, and save again.',
    facts: { file },
  })
}
