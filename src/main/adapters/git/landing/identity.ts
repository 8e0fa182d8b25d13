import type { UserSettings } from './user-settings.ts'

export interface Identity {
  readonly author: Person
  readonly committer: Person
  /** Set when nobody is configured and Switchyard signs with its own name. */
  readonly notice?: string
}

interface Person {
  readonly name: string
  readonly email: string
}

const own: Person = { name: 'Switchyard', email: 'switchyard@localhost' }

/** Who a commit in this repository is by: the repository's or the user's own identity, never a guess from the machine. */
export function readIdentity(settings: UserSettings): Identity {
  const author = personOf(settings, 'author')
  const committer = personOf(settings, 'committer')
  if (author !== null && committer !== null) return { author, committer }
  return {
    author: author ?? own,
    committer: committer ?? own,
    notice: `No name and e-mail are configured, so the commit is by ${own.name}. Set user.name and user.email in git to change that.`,
  }
}

/** `timestampMs` null leaves the time to git. */
export function identityEnvironment(identity: Identity, timestampMs: number | null): Readonly<Record<string, string>> {
  const date = timestampMs === null ? null : gitDate(timestampMs)
  return {
    GIT_AUTHOR_NAME: identity.author.name,
    GIT_AUTHOR_EMAIL: identity.author.email,
    GIT_COMMITTER_NAME: identity.committer.name,
    GIT_COMMITTER_EMAIL: identity.committer.email,
    ...(date === null ? {} : { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }),
  }
}

function personOf(settings: UserSettings, role: 'author' | 'committer'): Person | null {
  const name = settings.get(`${role}.name`) ?? settings.get('user.name') ?? ''
  const email = settings.get(`${role}.email`) ?? settings.get('user.email') ?? ''
  return hasLetters(name) && email !== '' ? { name, email } : null
}

/** Git refuses a name of nothing but punctuation. */
function hasLetters(name: string): boolean {
  return /[^\s.,:;<>"\\']/.test(name)
}

function gitDate(timestampMs: number): string {
  const minutes = -new Date(timestampMs).getTimezoneOffset()
  const digits = (value: number) => String(Math.trunc(Math.abs(value))).padStart(2, '0')
  return `@${Math.floor(timestampMs / 1000)} ${minutes < 0 ? '-' : '+'}${digits(minutes / 60)}${digits(minutes % 60)}`
}
