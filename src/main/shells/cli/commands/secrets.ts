import type { Command } from 'commander'
import type { Result } from '../../../../shared/kernel/result.ts'
import { systemClock } from '../../../adapters/clock/system-clock.ts'
import { tokenEntry } from '../../../adapters/forge-github/token-entry.ts'
import { createKeychain } from '../../../adapters/secrets/keychain.ts'
import type { SecretFailure, Secrets } from '../../../ports/secrets.ts'
import { Refused, refuse } from '../../attach/failure-exit.ts'
import { programs } from '../../compose/programs.ts'
import type { CommonOptions, OpenContext } from '../context.ts'
import { readText } from '../read-text.ts'

interface ServerFlags extends CommonOptions {
  readonly server: string
}

/** Where secrets are kept, and where one that is to be kept is read. */
export interface SecretParts {
  readonly secrets: () => Secrets
  readonly input: { readonly isTerminal: boolean; read(limit: number): Promise<string> }
}

const longest = 4096
const shortestSecret = 16

const system: SecretParts = {
  secrets: () => createKeychain({ clock: systemClock, beside: programs.cli }),
  input: {
    get isTerminal() {
      return process.stdin.isTTY
    },
    read: (limit) => readText(0, limit),
  },
}

/** What the host shows to others, in the system's keychain. It is read from standard input, never from an argument. */
export function addSecrets(program: Command, open: OpenContext, parts: SecretParts = system): void {
  addToken(program, open, parts)
  addNamed(program, open, parts)
}

function addToken(program: Command, open: OpenContext, parts: SecretParts): void {
  const token = program
    .command('github')
    .description('how the host signs in to GitHub')
    .command('token')
    .description('say whether the keychain has a token')
    .option('--server <name>', 'another server than github.com', 'github.com')
    .action((flags: ServerFlags) => tell(open(flags), parts, tokenOf(flags)))
  token
    .command('set')
    .description('keep the token that is on standard input')
    .action(function set(this: Command) {
      const flags = this.optsWithGlobals<ServerFlags>()
      return keep(open(flags), parts, tokenOf(flags))
    })
  token
    .command('remove')
    .description('take it out of the keychain')
    .action(function remove(this: Command) {
      const flags = this.optsWithGlobals<ServerFlags>()
      return takeOut(open(flags), parts, tokenOf(flags))
    })
}

function addNamed(program: Command, open: OpenContext, parts: SecretParts): void {
  const secret = program.command('secret').description('secrets that files of automations name, in the keychain')
  const verbs = {
    set: ['keep the secret that is on standard input', keep],
    status: ['say whether the keychain has it', tell],
    remove: ['take it out of the keychain', takeOut],
  } as const
  for (const [verb, [words, act]] of Object.entries(verbs)) {
    secret
      .command(`${verb} <name>`)
      .description(words)
      .action(function change(this: Command, name: string) {
        return act(open(this.optsWithGlobals<CommonOptions>()), parts, secretOf(name))
      })
  }
}

interface Entry {
  /** In the keychain. */
  readonly entry: string
  /** `A token for github.com`. */
  readonly words: string
  /** Without spaces around it. */
  readonly shape: RegExp
}

type Context = ReturnType<OpenContext>

function tokenOf({ server }: ServerFlags): Entry {
  const host = server.toLowerCase()
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(host)) {
    refuse('server-invalid', `${server} is no name of a server. Nothing was done.`, 'Write it like github.com.')
  }
  return { entry: tokenEntry(host), words: `A token for ${host}`, shape: /^[\x21-\x7e]{1,1000}$/ }
}

function secretOf(name: string): Entry {
  if (!/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(name)) {
    const remedy = 'A name begins with a letter and has letters, digits, _, . and -, at most 64.'
    refuse('secret-name', `${name} is no name of a secret. Nothing was done.`, remedy)
  }
  return { entry: name, words: `A secret ${name}`, shape: new RegExp(`^[^\\n\\0]{${shortestSecret},${longest}}$`) }
}

async function tell({ output }: Context, { secrets }: SecretParts, { entry, words }: Entry): Promise<void> {
  const kept = orRefused(await secrets().read(entry)) !== null
  output.answer({ kept }, () => (kept ? `${words} is in the keychain.` : `${words} is not in the keychain.`))
}

async function keep({ output }: Context, parts: SecretParts, { entry, shape, words }: Entry): Promise<void> {
  const { input, secrets } = parts
  if (input.isTerminal) {
    refuse(
      'secret-typed',
      'What is typed here would stay on the screen. Nothing was kept.',
      'Send it in from a program or a file, as in: gh auth token | switchyard github token set',
    )
  }
  const value = (await input.read(longest + 100)).trim()
  if (!shape.test(value)) {
    const remedy = `Send it alone, in one line. A token has no spaces in it, a secret ${shortestSecret} characters or more.`
    refuse('secret-unfit', 'What came on standard input is no such secret. Nothing was kept.', remedy)
  }
  orRefused(await secrets().write(entry, value))
  output.answer({ kept: true }, () => `${words} is in the keychain now. ${hosts}`)
}

async function takeOut({ output }: Context, { secrets }: SecretParts, { entry, words }: Entry): Promise<void> {
  const vault = secrets()
  if (orRefused(await vault.read(entry)) !== null) orRefused(await vault.remove(entry))
  output.answer({ kept: false }, () => `${words} is not in the keychain any more. ${hosts}`)
}

const hosts = 'A host that runs may go on with what it had until that is refused, or until it is started again.'

function orRefused<T>(asked: Result<T, SecretFailure>): T {
  if (!asked.ok) throw new Refused(asked.error)
  return asked.value
}
