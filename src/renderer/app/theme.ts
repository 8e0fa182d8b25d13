import { useEffect } from 'react'
import type { Settings } from '../../shared/settings/settings.ts'
import { knownSettings } from '../client/settings.ts'
import { followTheme } from '../ui/theme.ts'

/** Puts theme and density on the document, from where every token follows. */
export function useAppearance({ theme, density }: Pick<Settings, 'theme' | 'density'>): void {
  useEffect(() => followTheme(theme), [theme])
  useEffect(() => {
    document.documentElement.dataset.density = density === 'comfortable' ? 'roomy' : 'compact'
  }, [density])
}

/** Before anything is drawn, so that nothing flashes. */
export function paintEarly(): void {
  followTheme(knownSettings().theme)()
}
