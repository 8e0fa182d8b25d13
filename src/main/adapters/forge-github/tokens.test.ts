import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { ok } from '../../../shared/kernel/result.ts'
import type { SpawnRequest } from '../../ports/process.ts'
import { createManualClock } from '../../ports/testing/manual-clock.ts'
import { MemorySecrets } from '../../ports/testing/memory-secrets.ts'
import { Tokens } from './tokens.ts'

function open(environment: Readonly<Record<string, string>>, gh: { readonly says: string; readonly code: number }) {
  const spawned: SpawnRequest[] = []
  const secrets = new MemorySecrets()
  const processes = {
    spawn: async (request: SpawnRequest) => {
      spawned.push(request)
      const stdout = new PassThrough()
      stdout.end(gh.says)
      return ok({
        identity: { pid: 1, startTime: '1' },
        stdin: new PassThrough(),
        stdout,
        stderr: new PassThrough().end('no token'),
        exited: Promise.resolve({ code: gh.code, signal: null, lost: false }),
        terminate: async () => undefined,
      })
    },
  }
  return { tokens: new Tokens({ secrets, processes, clock: createManualClock(), environment }), secrets, spawned }
}

const from = async (tokens: Tokens, host: string) => {
  const found = await tokens.find(host)
  return found.ok ? `${found.value.from} ${found.value.token}` : found.error.code
}
const without = { says: '', code: 1 }

describe('where a token is found', () => {
  it('first the keychain, then gh, then the environment', async () => {
    const { secrets, tokens } = open({ GH_TOKEN: 'three' }, { says: 'two\n', code: 0 })
    await secrets.write('github:github.com', 'one')
    expect(await from(tokens, 'github.com')).toBe('keychain one')
    tokens.refuse('github.com', 'one')
    expect(await from(tokens, 'github.com')).toBe('gh two')
    tokens.refuse('github.com', 'two')
    expect(await from(tokens, 'github.com')).toBe('GH_TOKEN three')
    tokens.refuse('github.com', 'three')
    expect(await from(tokens, 'github.com')).toBe('forge-signed-out')
  })

  it('asks gh for that server alone, with nothing of the environment that it does not need', async () => {
    const { spawned, tokens } = open({ PATH: '/bin', HOME: '/home/me', GH_TOKEN: 'three', OTHER: 'x' }, without)
    await tokens.find('github.acme.test')
    expect(spawned.map(({ args }) => args)).toEqual([['auth', 'token', '--hostname', 'github.acme.test']])
    expect(Object.keys(spawned[0]?.env ?? {})).toEqual(['PATH', 'HOME', 'GH_PROMPT_DISABLED', 'GH_NO_UPDATE_NOTIFIER'])
  })

  it('looks once, also for those who ask at the same time', async () => {
    const { spawned, tokens } = open({}, { says: 'two', code: 0 })
    await Promise.all([tokens.find('github.com'), tokens.find('github.com'), tokens.find('github.com')])
    expect(spawned).toHaveLength(1)
    tokens.forget()
    await tokens.find('github.com')
    expect(spawned).toHaveLength(2)
  })

  it.each([
    ['github.com', 'GH_TOKEN one'],
    ['acme.ghe.com', 'GH_TOKEN one'],
    ['github.acme.test', 'GH_ENTERPRISE_TOKEN two'],
    ['github.elsewhere.test', 'forge-signed-out'],
  ])('gives %s no variable that is meant for others', async (host, expected) => {
    const environment = { GH_TOKEN: 'one', GH_ENTERPRISE_TOKEN: 'two', GH_HOST: 'github.acme.test' }
    expect(await from(open(environment, without).tokens, host)).toBe(expected)
  })

  it('takes nothing that could be no token', async () => {
    const { tokens } = open({ GH_TOKEN: 'a b', GITHUB_TOKEN: 'line\nbreak' }, { says: 'error: not signed in', code: 0 })
    expect(await from(tokens, 'github.com')).toBe('forge-signed-out')
  })
})
