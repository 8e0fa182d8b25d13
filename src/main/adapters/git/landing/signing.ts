import { isTrue, type UserSettings } from './user-settings.ts'

export interface Signing {
  readonly isWanted: boolean
  readonly args: readonly string[]
  readonly config: readonly (readonly [string, string])[]
}

/** Keys that choose how to sign: the repository may set them. */
const choices: readonly string[] = ['gpg.format', 'user.signingkey']
/** Keys that name programs: only the user or the machine may set them. */
const programs: readonly string[] = [
  'gpg.program',
  'gpg.openpgp.program',
  'gpg.x509.program',
  'gpg.ssh.program',
  'gpg.ssh.defaultkeycommand',
]

/** How the user's own commits in this repository are signed, as options for a git that sees none of their settings. */
export function signingOf(settings: UserSettings): Signing {
  const isWanted = isTrue(settings.get('commit.gpgsign'))
  if (!isWanted) return { isWanted, args: [], config: [] }
  const config: (readonly [string, string])[] = []
  for (const key of choices) add(config, key, settings.get(key))
  for (const key of programs) add(config, key, settings.trusted(key))
  return { isWanted, args: ['-S'], config }
}

function add(config: (readonly [string, string])[], key: string, value: string | undefined): void {
  if (value !== undefined) config.push([key, value])
}
