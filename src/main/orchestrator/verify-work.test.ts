import { describe, expect, it } from 'vitest'
import { secondOpinion } from './verify-work.ts'

const listed = { state: { kind: 'ready', path: '/bin/a', version: null }, signIn: 'unknown', offline: false } as const
const first = { ...listed, id: 'first', provider: 'one' }
const same = { ...listed, id: 'same', provider: 'one' }
const other = { ...listed, id: 'other', provider: 'two' }
const offline = { ...listed, id: 'offline', provider: null, offline: true }

describe('who looks at a work for the second time', () => {
  const agent = { kind: 'catalogue', id: 'first' } as const

  it.each([
    ['another provider’s agent', [offline, first, same, other], 'other'],
    ['the same where no other provider’s is there', [offline, first, same], 'first'],
    ['the same where the other has to sign in first', [first, { ...other, signIn: 'needed' as const }], 'first'],
    [
      'the same where the other is missing',
      [first, { ...other, state: { kind: 'missing', install: '' } as const }],
      'first',
    ],
  ])('is %s', (...[, agents, expected]) => {
    expect(secondOpinion({ agent }, agents)).toEqual({ kind: 'catalogue', id: expected })
  })

  it('is nobody with an account where the worker needs none, or is a command line', () => {
    const worker = { kind: 'catalogue', id: 'offline' } as const
    expect(secondOpinion({ agent: worker }, [offline, other])).toBe(worker)
    const command = { kind: 'command', command: 'my-agent' } as const
    expect(secondOpinion({ agent: command }, [offline, other])).toBe(command)
  })
})
