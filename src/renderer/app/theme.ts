import { useEffect, useSyncExternalStore } from 'react'
import type { Settings } from '../../shared/settings/settings.ts'

const dark = '(prefers-color-scheme: dark)'

export function useSystemTheme(): 'dark' | 'light' {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(dark)
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => (matchMedia(dark).matches ? 'dark' : 'light'),
  )
}

/** Puts theme and density on the document, from where every token follows; remembered for the next first paint. */
export function useAppearance({ theme, density }: Pick<Settings, 'theme' | 'density'>): void {
  const system = useSystemTheme()
  const shown = theme === 'system' ? system : theme
  useEffect(() => {
    document.documentElement.dataset.theme = shown
    localStorage.setItem('switchyard-theme', theme)
  }, [shown, theme])
  useEffect(() => {
    document.documentElement.dataset.density = density === 'comfortable' ? 'roomy' : 'compact'
  }, [density])
}

/** Before anything is drawn: what this window showed last, so that nothing flashes. */
export function paintEarly(): void {
  const kept = localStorage.getItem('switchyard-theme')
  const system = matchMedia(dark).matches ? 'dark' : 'light'
  document.documentElement.dataset.theme = kept === 'dark' || kept === 'light' ? kept : system
}
