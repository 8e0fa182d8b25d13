import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { Settings, SettingsPatch } from '../../shared/settings/settings.ts'

export type SettingsFailure = Failure<'settings-invalid' | 'settings-too-large' | 'settings-unwritable'>

/** What a person should look at; the settings in force are sound all the same. */
export type SettingsTrouble = Failure<
  'settings-damaged' | 'settings-invalid' | 'settings-unreadable' | 'settings-unknown-fields' | 'settings-set-aside'
>

/** What a person set, kept over restarts, and changed by whomever: this host, another program, a person by hand. */
export interface SettingsPort {
  /** What holds now. Never partial, never unsound. */
  readonly current: Settings
  /** What is wrong with what is kept, null while nothing is. */
  readonly trouble: SettingsTrouble | null
  /** Calls the listener with what holds whenever that changes; the returned function ends it. */
  subscribe(listener: (settings: Settings) => void): () => void
  /**
   * Changes whole fields, all or nothing; durable when it answers. Saves made at once happen one after the other,
   * so that none undoes what another changed.
   */
  save(patch: SettingsPatch): Promise<Result<Settings, SettingsFailure>>
  /** Ends the watching, after what is being saved. */
  close(): Promise<void>
}
