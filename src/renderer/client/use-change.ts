import { useCallback, useMemo, useState } from 'react'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { Settings, SettingsPatch } from '../../shared/settings/settings.ts'
import { withProblems } from '../lib/with-problems.ts'
import { useSettings } from './settings.ts'

export interface Change {
  readonly settings: Settings
  /** Why the last change was not made; null once one was. */
  readonly failure: Failure | null
  /** True when it was made. */
  readonly change: (patch: SettingsPatch) => Promise<boolean>
}

/**
 * The settings, the last change shown before the host has taken it, and changing them from one place of the screen,
 * where a refusal is shown.
 */
export function useChange(): Change {
  const [settings, save] = useSettings()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [pending, setPending] = useState<SettingsPatch | null>(null)
  const change = useCallback(
    async (patch: SettingsPatch) => {
      setPending(patch)
      const refused = await save(patch)
      setPending((last) => (last === patch ? null : last))
      setFailure(refused === null ? null : withProblems(refused))
      return refused === null
    },
    [save],
  )
  const shown = useMemo(() => withPatch(settings, pending ?? {}), [settings, pending])
  return { settings: shown, failure, change }
}

function withPatch(settings: Settings, patch: SettingsPatch): Settings {
  const named = Object.entries(patch).filter(([, value]) => value !== undefined)
  return { ...settings, ...Object.fromEntries(named) }
}
