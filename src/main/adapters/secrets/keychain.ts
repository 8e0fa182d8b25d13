import { createRequire } from 'node:module'
import type * as Keyring from '@napi-rs/keyring'
import { failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { SecretFailure, Secrets } from '../../ports/secrets.ts'

/** One entry of a keychain: what the library gives, or a test. */
export interface KeychainEntry {
  getPassword(signal?: AbortSignal): Promise<string | null | undefined>
  setPassword(password: string, signal?: AbortSignal): Promise<void>
  deletePassword(signal?: AbortSignal): Promise<unknown>
}

export interface KeychainOptions {
  readonly clock: Clock
  /** A file beside which, or above which, native code is found in `node_modules`: a package's main process has none. */
  readonly beside: string
  /** Opens an entry; of the system's keychain when absent. Fails or throws where there is none. */
  readonly open?: (service: string, name: string) => Promise<KeychainEntry>
}

const service = 'Switchyard'
/** A keychain may ask its person to be unlocked; whoever waits for it goes on after so long, in milliseconds. */
const limitMs = 15_000

/**
 * The keychain of the system. Where there is none, nothing is kept: there is no file in its place. What it says of its
 * troubles is not passed on, since it may hold what was to be kept.
 */
export function createKeychain({ beside, clock, open = entriesOf(beside) }: KeychainOptions): Secrets {
  async function ask<T>(name: string, act: (entry: KeychainEntry, signal: AbortSignal) => Promise<T>): Asked<T> {
    let entry: KeychainEntry
    try {
      entry = await open(service, name)
    } catch {
      return err(unavailable())
    }
    const stop = new AbortController()
    const cancel = clock.after(limitMs, () => stop.abort())
    const late = new Promise<'late'>((resolve) => stop.signal.addEventListener('abort', () => resolve('late')))
    try {
      const done = await Promise.race([act(entry, stop.signal), late])
      return done === 'late' ? err(notAnswering()) : ok(done as T)
    } catch {
      return err(stop.signal.aborted ? notAnswering() : unavailable())
    } finally {
      cancel()
    }
  }

  return {
    async read(name) {
      const found = await ask(name, (entry, signal) => entry.getPassword(signal))
      return found.ok ? ok(found.value ?? null) : found
    },
    write: (name, value) => ask(name, (entry, signal) => entry.setPassword(value, signal)),
    async remove(name) {
      const removed = await ask(name, (entry, signal) => entry.deletePassword(signal))
      return removed.ok ? ok(undefined) : removed
    },
  }
}

type Asked<T> = Promise<Result<T, SecretFailure>>

function entriesOf(beside: string): NonNullable<KeychainOptions['open']> {
  return async (name, user) => {
    // Loaded when it is first needed: the library is native, and a system may lack what it needs.
    const { AsyncEntry } = createRequire(beside)('@napi-rs/keyring') as typeof Keyring
    // On Linux what the kernel keeps would be gone with the next start of the machine.
    return new AsyncEntry(name, user, { linux: { store: 'secret-service' } })
  }
}

function unavailable(): SecretFailure {
  return failure(
    'secrets-unavailable',
    'The keychain of this system can’t be used. Nothing was kept.',
    'Install or unlock one, such as GNOME Keyring, or start the host with the secret in its environment (for GitHub as GH_TOKEN).',
  )
}

function notAnswering(): SecretFailure {
  return failure(
    'secrets-failed',
    'The keychain did not answer in time. What it keeps may be as it was.',
    'Unlock it, then try again.',
  )
}
