/** The program that shows an address to the person; undefined where nobody would see it. */
export function openerFor(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string | undefined {
  if (environment.CI) return undefined
  if (platform === 'darwin') return 'open'
  const hasDisplay = Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
  return platform === 'linux' && hasDisplay ? 'xdg-open' : undefined
}
