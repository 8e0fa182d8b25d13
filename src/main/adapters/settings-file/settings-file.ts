import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import { err, type Result } from '../../../shared/kernel/result.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import { changeSettings } from '../../../shared/settings/change-settings.ts'
import { defaultSettings, type Settings, type SettingsPatch } from '../../../shared/settings/settings.ts'
import type { Clock } from '../../ports/clock.ts'
import type { SettingsFailure, SettingsPort, SettingsTrouble } from '../../ports/settings.ts'
import { largestFile, readSettings, stampOf } from './read-file.ts'
import { setAside, tooLarge, unknownFields, unwritable } from './troubles.ts'
import { copyAside, isAside, replaceFile } from './write-file.ts'

export interface SettingsFileOptions {
  readonly file: string
  readonly clock: Clock
  /** Ids that no agent of the person's own may have. */
  readonly taken: readonly string[]
  /** How long an edit by hand may go unnoticed, in milliseconds; 1000 when absent. */
  readonly lookMs?: number
}

/**
 * Settings in a JSON file of what differs from the defaults. The file is looked at from time to time rather than
 * watched: the folder it lies in changes with every commit of the store, and editors replace the file itself.
 */
export async function openSettingsFile(options: SettingsFileOptions): Promise<SettingsPort> {
  const settings = new SettingsFile(options)
  await settings.open()
  return settings
}

class SettingsFile implements SettingsPort {
  current: Settings = defaultSettings
  readonly #options: SettingsFileOptions
  readonly #listeners = new Set<(settings: Settings) => void>()
  /** Fields of a newer version, or misspelt ones: written back as they were. */
  #unknown: JsonObject = {}
  #spoiled: SettingsTrouble | null = null
  /** Copies of spoiled files that nobody has cleared away. */
  #aside: readonly string[] = []
  #stamp: string | null = null
  /** Looks and saves, one after the other. */
  #last: Promise<unknown> = Promise.resolve()
  #cancel: () => void = () => undefined
  #closed = false

  constructor(options: SettingsFileOptions) {
    this.#options = options
  }

  get trouble(): SettingsTrouble | null {
    const { file } = this.#options
    const names = Object.keys(this.#unknown)
    if (this.#spoiled !== null) return this.#spoiled
    if (this.#aside.length > 0) return setAside(this.#aside)
    return names.length > 0 ? unknownFields(file, names) : null
  }

  async open(): Promise<void> {
    await this.#look()
    this.#lookLater()
  }

  subscribe(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  save(patch: SettingsPatch): Promise<Result<Settings, SettingsFailure>> {
    return this.#inTurn(() => this.#save(patch))
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#cancel()
    await this.#last
    this.#listeners.clear()
  }

  async #save(patch: SettingsPatch): Promise<Result<Settings, SettingsFailure>> {
    const { file, taken } = this.#options
    // An edit that nobody has looked at yet is not written over.
    await this.#look()
    const changed = changeSettings(this.current, patch, taken)
    if (!changed.ok) return changed
    const text = `${JSON.stringify({ ...this.#unknown, ...differences(changed.value) }, null, 2)}\n`
    if (Buffer.byteLength(text) > largestFile) return err(tooLarge(file, largestFile))
    try {
      if (this.#spoiled !== null) await copyAside(file)
      this.#stamp = await replaceFile(file, text)
    } catch (error) {
      return err(unwritable(file, systemCode(error)))
    }
    this.#spoiled = null
    this.#aside = await asideOf(file)
    this.#apply(changed.value)
    return changed
  }

  async #look(): Promise<void> {
    const { file, taken } = this.#options
    // Whoever clears a copy away is not told of it any longer.
    if (this.#aside.length > 0) this.#aside = await asideOf(file)
    const stamp = await stampOf(file)
    if (stamp !== null && stamp === this.#stamp) return
    this.#stamp = stamp
    const reading = await readSettings(file, taken)
    this.#aside = await asideOf(file)
    this.#spoiled = reading.kind === 'spoiled' ? reading.trouble : null
    if (reading.kind === 'spoiled') return
    this.#unknown = reading.unknown
    this.#apply(reading.settings)
  }

  #apply(settings: Settings): void {
    if (isDeepStrictEqual(settings, this.current)) return
    this.current = settings
    for (const listener of [...this.#listeners]) listener(settings)
  }

  #lookLater(): void {
    if (this.#closed) return
    this.#cancel = this.#options.clock.after(this.#options.lookMs ?? 1000, () => {
      void this.#inTurn(() => this.#look()).then(() => this.#lookLater())
    })
  }

  #inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(act)
    this.#last = turn.catch(() => undefined)
    return turn
  }
}

function differences(settings: Settings): JsonObject {
  const entries = Object.entries(settings) as [keyof Settings, Settings[keyof Settings]][]
  return Object.fromEntries(entries.filter(([name, value]) => !isDeepStrictEqual(value, defaultSettings[name])))
}

async function asideOf(file: string): Promise<readonly string[]> {
  const folder = dirname(file)
  // A folder that can't be listed has told of itself already.
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => isAside(file, name)).map((name) => join(folder, name))
}
