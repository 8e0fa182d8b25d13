export type ThemeChoice = 'system' | 'dark' | 'light'

/** Puts the theme on the page and follows the system's where that was chosen. Returns its end. */
export function followTheme(choice: ThemeChoice): () => void {
  const light = window.matchMedia('(prefers-color-scheme: light)')
  const apply = () => {
    const system = light.matches ? 'light' : 'dark'
    document.documentElement.dataset.theme = choice === 'system' ? system : choice
  }
  apply()
  light.addEventListener('change', apply)
  return () => light.removeEventListener('change', apply)
}

/** The colour of a token as it is now, for what draws by itself (a terminal, an editor): '#12151b'. */
export function tokenColor(token: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim()
}
