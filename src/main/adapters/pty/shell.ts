import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'

export interface Shell {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** What the person's programs need to find their files, their session and their language. */
const names = [
  'HOME',
  'PATH',
  'USER',
  'LOGNAME',
  'LANG',
  'LANGUAGE',
  'TZ',
  'TMPDIR',
  'EDITOR',
  'VISUAL',
  'PAGER',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'DBUS_SESSION_BUS_ADDRESS',
  'SSH_AUTH_SOCK',
] as const
const prefixes = ['LC_', 'XDG_'] as const
const fallbacks = ['/bin/bash', '/bin/sh'] as const

/** The person's shell with its whole environment: named variables only, nothing that is meant for the host. */
export async function personsShell(
  environment: Readonly<Record<string, string>>,
  platform: NodeJS.Platform,
): Promise<Shell> {
  const file = await shellFile(environment.SHELL)
  const picked = Object.entries(environment).filter(
    ([name]) => names.some((known) => known === name) || prefixes.some((prefix) => name.startsWith(prefix)),
  )
  return {
    file,
    // There a shell reads the person's settings only as a login shell.
    args: platform === 'darwin' ? ['-l'] : [],
    env: { ...Object.fromEntries(picked), SHELL: file, TERM: 'xterm-256color', COLORTERM: 'truecolor' },
  }
}

async function shellFile(wished: string | undefined): Promise<string> {
  const candidates = wished === undefined ? fallbacks : [wished, ...fallbacks]
  for (const file of candidates) if (await isProgram(file)) return file
  return '/bin/sh'
}

async function isProgram(file: string): Promise<boolean> {
  if (!isAbsolute(file)) return false
  try {
    await access(file, constants.X_OK)
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}
