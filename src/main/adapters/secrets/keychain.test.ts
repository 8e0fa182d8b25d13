import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import { createKeychain, type KeychainEntry } from './keychain.ts'

const planted = 'planted-secret'
const never = () => new Promise<never>(() => undefined)

function entryOf(kept: Map<string, string>, key: string): KeychainEntry {
  return {
    getPassword: async () => kept.get(key) ?? null,
    setPassword: async (value) => void kept.set(key, value),
    deletePassword: async () => kept.delete(key),
  }
}

describe('the keychain', () => {
  it('keeps a secret under its name, as its own service', async () => {
    const kept = new Map<string, string>()
    const clock = createManualClock()
    const keychain = createKeychain({
      beside: '/nowhere/main.js',
      clock,
      open: async (service, name) => entryOf(kept, `${service} ${name}`),
    })
    expect(await keychain.read('github:github.com')).toEqual({ ok: true, value: null })
    await keychain.write('github:github.com', planted)
    expect([...kept]).toEqual([['Switchyard github:github.com', planted]])
    expect(await keychain.read('github:github.com')).toEqual({ ok: true, value: planted })
    expect(await keychain.remove('github:github.com')).toEqual({ ok: true, value: undefined })
    expect(await keychain.read('github:github.com')).toEqual({ ok: true, value: null })
    expect(clock.pending()).toBe(0)
  })

  it.each<[string, () => Promise<KeychainEntry>]>([
    ['there is none', () => Promise.reject(new Error(planted))],
    ['it refuses', async () => ({ ...entryOf(new Map(), ''), setPassword: () => Promise.reject(new Error(planted)) })],
  ])('says so where %s, and nothing of the secret', async (_, open) => {
    const keychain = createKeychain({ beside: '/nowhere/main.js', clock: createManualClock(), open })
    const refused = await keychain.write('name', planted)
    expect(refused).toMatchObject({ ok: false, error: { code: 'secrets-unavailable' } })
    expect(JSON.stringify(refused)).not.toContain(planted)
  })

  it('is not waited for without end', async () => {
    const clock = createManualClock()
    const keychain = createKeychain({
      beside: '/nowhere/main.js',
      clock,
      open: async () => ({ ...entryOf(new Map(), ''), getPassword: never }),
    })
    const reading = keychain.read('name')
    await expect.poll(() => clock.pending()).toBe(1)
    clock.advance(15_000)
    expect(await reading).toMatchObject({ ok: false, error: { code: 'secrets-failed' } })
  })

  it('of the system has its library here', async () => {
    // Nothing is asked of it: that might have whoever runs the tests unlock their own.
    expect((await import('@napi-rs/keyring')).AsyncEntry).toBeTypeOf('function')
  })
})
