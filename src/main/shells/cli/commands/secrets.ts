import type { Command } from 'commander'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import type { Result } from '../../../../shared/kernel/result.ts'
import { systemClock } from '../../../adapters/clock/system-clock.ts'
import { createKeychain } from '../../../adapters/secrets/keychain.ts'
import { Refused } from '../../attach/failure-exit.ts'
import { programs } from '../../compose/programs.ts'
import {
  isKept,
  keepSecret,
  removeSecret,
  type SecretEntry,
  type SecretParts,
  secretOf,
  tokenOf,
} from '../../secrets/manage-secrets.ts'
import type { CommonOptions, OpenContext } from '../context.ts'
import { readText } from '../read-text.ts'

interface ServerFlags extends CommonOptions {
  readonly server: string
}

const system = (): SecretParts => ({
  secrets: createKeychain({ clock: systemClock, beside: programs.cli }),
  input: { isTerminal: process.stdin.isTTY, read: (limit) => readText(0, limit) },
})

const verbs = {
  status: 'say whether the keychain has it',
  set: 'keep what is on standard input',
  remove: 'take it out of the keychain',
} as const

/** What the host shows to others, in the system's keychain. It is read from standard input, never from an argument. */
export function addSecrets(program: Command, open: OpenContext, parts: () => SecretParts = system): void {
  const act = async (flags: CommonOptions, verb: keyof typeof verbs, of: Result<SecretEntry, Failure>) => {
    const said = await done(parts(), verb, orRefused(of))
    open(flags).output.answer({ kept: said.kept }, () => said.words)
  }

  const token = program
    .command('github')
    .description('how the host signs in to GitHub')
    .command('token')
    .description('say whether the keychain has a token')
    .option('--server <name>', 'another server than github.com', 'github.com')
    .action((flags: ServerFlags) => act(flags, 'status', tokenOf(flags.server)))
  const secret = program.command('secret').description('secrets that files of automations name, in the keychain')
  for (const verb of ['status', 'set', 'remove'] as const) {
    if (verb !== 'status') {
      token
        .command(verb)
        .description(verbs[verb])
        .action(function change(this: Command) {
          const flags = this.optsWithGlobals<ServerFlags>()
          return act(flags, verb, tokenOf(flags.server))
        })
    }
    secret
      .command(`${verb} <name>`)
      .description(verbs[verb])
      .action(function change(this: Command, name: string) {
        return act(this.optsWithGlobals<CommonOptions>(), verb, secretOf(name))
      })
  }
}

async function done(parts: SecretParts, verb: keyof typeof verbs, entry: SecretEntry) {
  if (verb === 'status') {
    const kept = orRefused(await isKept(parts, entry))
    return { kept, words: `${entry.words} is ${kept ? '' : 'not '}in the keychain.` }
  }
  const kept = verb === 'set'
  orRefused(await (kept ? keepSecret(parts, entry) : removeSecret(parts, entry)))
  const now = kept ? 'is in the keychain now' : 'is not in the keychain any more'
  return { kept, words: `${entry.words} ${now}. A host that runs may use what it had until it is started again.` }
}

function orRefused<T>(asked: Result<T, Failure>): T {
  if (!asked.ok) throw new Refused(asked.error)
  return asked.value
}
