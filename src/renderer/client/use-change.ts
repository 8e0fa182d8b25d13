import { useCallback, useState } from 'react'
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

/** The settings, and changing them from one place of the screen, where a refusal is shown. */
export function useChange(): Change {
  const [settings, save] = useSettings()
  const [failure, setFailure] = useState<Failure | null>(null)
  const change = useCallback(
    async (patch: SettingsPatch) => {
      const refused = await save(patch)
      setFailure(refused === null ? null : withProblems(refused))
      return refused === null
    },
    [save],
  )
  return { settings, failure, change }
}
