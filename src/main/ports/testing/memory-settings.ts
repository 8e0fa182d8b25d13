import { err, type Result } from '../../../shared/kernel/result.ts'
import { changeSettings } from '../../../shared/settings/change-settings.ts'
import { defaultSettings, type Settings, type SettingsPatch } from '../../../shared/settings/settings.ts'
import type { SettingsFailure, SettingsPort, SettingsTrouble } from '../settings.ts'

/** Settings without a disk: passes the same contract, and fails when told to. */
export class MemorySettings implements SettingsPort {
  current: Settings
  trouble: SettingsTrouble | null = null
  readonly #taken: readonly string[]
  readonly #listeners = new Set<(settings: Settings) => void>()
  #failure: SettingsFailure | null = null

  constructor(taken: readonly string[] = [], kept: Settings = defaultSettings) {
    this.#taken = taken
    this.current = kept
  }

  /** The next save fails with this and changes nothing. */
  failNextSave(failure: SettingsFailure): void {
    this.#failure = failure
  }

  subscribe(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  async save(patch: SettingsPatch): Promise<Result<Settings, SettingsFailure>> {
    const failed = this.#failure
    this.#failure = null
    if (failed !== null) return err(failed)
    const changed = changeSettings(this.current, structuredClone(patch), this.#taken)
    if (!changed.ok) return changed
    const differs = JSON.stringify(changed.value) !== JSON.stringify(this.current)
    this.current = changed.value
    if (differs) for (const listener of [...this.#listeners]) listener(changed.value)
    return changed
  }

  async close(): Promise<void> {
    this.#listeners.clear()
  }
}
