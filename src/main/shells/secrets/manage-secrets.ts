import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { tokenEntry } from '../../adapters/forge-github/token-entry.ts'
import type { Secrets } from '../../ports/secrets.ts'

/** Where secrets are kept, and where one that is to be kept is read. */
export interface SecretParts {
  readonly secrets: Secrets
  readonly input: { readonly isTerminal: boolean; read(limit: number): Promise<string> }
}

/** One secret of the keychain. */
export interface SecretEntry {
  readonly entry: string
  /** `A token for github.com`. */
  readonly words: string
  /** Without spaces around it. */
  readonly shape: RegExp
}

const longest = 4096
const shortest = 16

/** The token that the host shows to a server. */
export function tokenOf(server: string): Result<SecretEntry, Failure> {
  const host = server.toLowerCase()
  if (/^[a-z0-9][a-z0-9.-]*$/.test(host)) {
    return ok({ entry: tokenEntry(host), words: `A token for ${host}`, shape: /^[\x21-\x7e]{1,1000}$/ })
  }
  const message = `${server} is no name of a server. Nothing was done.`
  return err(failure('server-invalid', message, 'Write it like github.com.'))
}

/** A secret that files of automations name. */
export function secretOf(name: string): Result<SecretEntry, Failure> {
  if (/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(name)) {
    return ok({ entry: name, words: `A secret ${name}`, shape: new RegExp(`^[^\\n\\0]{${shortest},${longest}}$`) })
  }
  const remedy = 'A name begins with a letter and has letters, digits, _, . and -, at most 64.'
  return err(failure('secret-name', `${name} is no name of a secret. Nothing was done.`, remedy))
}

/** Whether it is there. */
export async function isKept({ secrets }: SecretParts, { entry }: SecretEntry): Promise<Result<boolean, Failure>> {
  const read = await secrets.read(entry)
  return read.ok ? ok(read.value !== null) : read
}

/** Keeps what comes on the input. */
export async function keepSecret(parts: SecretParts, { entry, shape }: SecretEntry): Promise<Result<void, Failure>> {
  const { input, secrets } = parts
  if (input.isTerminal) return err(typed)
  const value = (await input.read(longest + 100)).trim()
  return shape.test(value) ? secrets.write(entry, value) : err(unfit)
}

/** Takes it out; one that isn't there is none. */
export async function removeSecret(parts: SecretParts, entry: SecretEntry): Promise<Result<void, Failure>> {
  const kept = await isKept(parts, entry)
  if (!kept.ok) return kept
  return kept.value ? parts.secrets.remove(entry.entry) : ok(undefined)
}

const typed = failure(
  'secret-typed',
  'What is typed here would stay on the screen. Nothing was kept.',
  'Send it in from a program or a file, as in: gh auth token | switchyard github token set',
)

const unfit = failure(
  'secret-unfit',
  'What came on standard input is no such secret. Nothing was kept.',
  `Send it alone, in one line. A token has no spaces in it, a secret of a webhook ${shortest} characters or more.`,
)
