import { create } from 'zustand'
import type { Failure } from '../../shared/kernel/failure.ts'
import { parseJson } from '../../shared/kernel/parse-json.ts'
import { defaultSettings, type Settings, type SettingsPatch } from '../../shared/settings/settings.ts'
import { ask } from './ask.ts'
import type { HostApi } from './host-api.ts'
import { readLocal, writeLocal } from './page/local-values.ts'

const cacheKey = 'switchyard.settings'

/** As they were last known here, so that the first paint has the right theme. */
const useStore = create<Settings>(() => cached())

/** The settings as they are now, and how to change whole fields; answers why they were not changed. */
export function useSettings(): [Settings, (patch: SettingsPatch) => Promise<Failure | null>] {
  return [useStore(), saveSettings]
}

/** The settings outside of components. */
export function knownSettings(): Settings {
  return useStore.getState()
}

/** Follows the host's settings until its line breaks. */
export async function followSettings(api: HostApi): Promise<void> {
  await ask(async () => {
    for await (const settings of await api.settings.watch()) hold(settings)
  })
}

async function saveSettings(patch: SettingsPatch): Promise<Failure | null> {
  const saved = await ask((api) => api.settings.save(patch))
  if (!saved.ok) return saved.error
  hold(saved.value)
  return null
}

function hold(settings: Settings): void {
  useStore.setState(settings, true)
  writeLocal(cacheKey, JSON.stringify(settings))
}

/** What this page wrote itself; fields that an earlier version didn't know have their defaults. */
function cached(): Settings {
  const known = parseJson(readLocal(cacheKey) ?? 'null')
  return { ...defaultSettings, ...(known as Partial<Settings> | null) }
}
