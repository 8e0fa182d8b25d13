import { openerFor } from './open-address.ts'

export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly environment: NodeJS.ProcessEnv
  readonly userId: number | undefined
  /** What is left of the command line, if anything needs the host in this terminal. */
  readonly args: readonly string[]
  /** The Electron on this machine. */
  readonly electron: string | undefined
  /** Gets Electron where there is none; undefined where it can't be had soon. */
  readonly download: () => Promise<string | undefined>
}

export type Shown =
  | { readonly kind: 'window'; readonly electron: string; readonly line: string }
  | { readonly kind: 'browser'; readonly line: string }

/** Options that only a host in this terminal has. */
const hostOnly = ['--port', '--host', '--pool', '--until-idle']

/** Where the interface opens, and one line that says why. Nothing is looked for on the network unless it is needed. */
export async function chooseWindow(surroundings: Surroundings): Promise<Shown> {
  const { download, electron, environment, platform } = surroundings
  const why = whyNoWindow(surroundings)
  if (why !== null) return inBrowser(why, platform, environment)
  const found = electron ?? (await download())
  if (found === undefined) {
    return inBrowser('Electron is not here and could not be downloaded', platform, environment)
  }
  const where = electron === undefined ? 'Electron was downloaded' : 'Electron is here'
  return { kind: 'window', electron: found, line: `Opening a window: ${where}, and there is a display.` }
}

function whyNoWindow({ args, environment, platform, userId }: Surroundings): string | null {
  const option = args.find((arg) => hostOnly.some((name) => arg === name || arg.startsWith(`${name}=`)))
  if (option !== undefined) return `${option.split('=')[0]} is for a host in this terminal`
  if (environment.CI) return 'this is a CI run'
  if (platform === 'linux' && !environment.DISPLAY && !environment.WAYLAND_DISPLAY) return 'there is no display'
  // Chromium refuses its sandbox to root, and without a sandbox no page is shown.
  if (platform === 'linux' && userId === 0) return 'a window as root would be without a sandbox'
  return null
}

function inBrowser(why: string, platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): Shown {
  const opens = openerFor(platform, environment) !== undefined
  const line = opens ? `Opening in the browser: ${why}.` : `Serving to a browser you open yourself: ${why}.`
  return { kind: 'browser', line }
}
