import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { failure } from '../../../../shared/kernel/failure.ts'
import { err } from '../../../../shared/kernel/result.ts'
import { MemorySecrets } from '../../../ports/testing/memory-secrets.ts'
import { createOutput } from '../../answers/output.ts'
import { Refused } from '../../attach/failure-exit.ts'
import { addSecrets } from './secrets.ts'

const token = 'ghp_planted0123456789'

/** What a call prints, or its refusal. */
function commandLine(input = token, secrets = new MemorySecrets(), isTerminal = false) {
  const parts = () => ({ secrets, input: { isTerminal, read: async () => input } })
  const said: string[] = []
  const call = async (...args: readonly string[]): Promise<string> => {
    const program = new Command('switchyard').exitOverride()
    const output = createOutput(false, { out: (text) => said.push(text), error: (text) => said.push(text) })
    const place = { dataFolder: '/nowhere', environment: {} }
    addSecrets(program, () => ({ place, output, cwd: '/', takeSignals: () => AbortSignal.timeout(1) }), parts)
    try {
      await program.parseAsync(args, { from: 'user' })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      said.push(JSON.stringify(error.failure))
    }
    return said.at(-1) ?? ''
  }
  return { call, said, kept: secrets.kept }
}

describe('a token for GitHub', () => {
  it('is read from standard input, told of, and taken out, and never said', async () => {
    const { call, kept, said } = commandLine(`${token}\n`)
    expect(await call('github', 'token')).toContain('A token for github.com is not in the keychain.')
    expect(await call('github', 'token', 'set')).toContain('is in the keychain now')
    expect(await call('github', 'token', 'set', '--server', 'GitHub.example.org')).toContain('github.example.org')
    expect([...kept]).toEqual([
      ['github:github.com', token],
      ['github:github.example.org', token],
    ])
    expect(await call('github', 'token')).toContain('A token for github.com is in the keychain.')
    expect(await call('github', 'token', 'remove')).toContain('not in the keychain any more')
    expect(await call('github', 'token', 'remove')).toContain('not in the keychain any more')
    expect([...kept.keys()]).toEqual(['github:github.example.org'])
    expect(said.join()).not.toContain(token)
  })

  it.each([
    ['', 'secret-unfit'],
    ['two words', 'secret-unfit'],
    [`${token}\n${token}`, 'secret-unfit'],
    ['x'.repeat(1001), 'secret-unfit'],
  ])('is not kept where %j comes in', async (input, code) => {
    const { call, kept } = commandLine(input)
    expect(await call('github', 'token', 'set')).toContain(code)
    expect([...kept]).toEqual([])
  })

  it('is not typed in the open, nor kept for what is no server', async () => {
    const typed = commandLine(token, new MemorySecrets(), true)
    expect(await typed.call('github', 'token', 'set')).toContain('secret-typed')
    const { call, kept } = commandLine()
    expect(await call('github', 'token', 'set', '--server', 'https://github.com')).toContain('server-invalid')
    expect([...kept, ...typed.kept]).toEqual([])
  })

  it('says so where there is no keychain', async () => {
    class Missing extends MemorySecrets {
      override async write() {
        return err(failure('secrets-unavailable', 'There is none.', 'Install one.'))
      }
    }
    expect(await commandLine(token, new Missing()).call('github', 'token', 'set')).toContain('secrets-unavailable')
  })
})

describe('a secret of a webhook', () => {
  it('is kept under the name that a file has', async () => {
    const { call, kept } = commandLine('a secret that is long enough\n')
    expect(await call('secret', 'set', 'ALERT_SECRET')).toContain('A secret ALERT_SECRET is in the keychain now.')
    expect([...kept]).toEqual([['ALERT_SECRET', 'a secret that is long enough']])
    expect(await call('secret', 'status', 'ALERT_SECRET')).toContain('is in the keychain.')
    expect(await call('secret', 'remove', 'ALERT_SECRET')).toContain('not in the keychain any more')
    expect(await call('secret', 'set', 'github:github.com')).toContain('secret-name')
    expect([...kept]).toEqual([])
  })

  it('is refused where the webhook would refuse it', async () => {
    expect(await commandLine('too short').call('secret', 'set', 'ALERT_SECRET')).toContain('secret-unfit')
  })
})
