import { describe, expect, it } from 'vitest'
import { defaultAgent } from './default-agent.ts'

const ready = { kind: 'ready', path: '/bin/agent', version: null } as const
const missing = { kind: 'missing', install: 'get it' } as const
const offline = { id: 'offline', state: ready, signIn: 'unknown', offline: true } as const
const real = { id: 'real', state: ready, signIn: 'unknown' } as const
const other = { id: 'other', state: ready, signIn: 'unknown' } as const

describe('the agent of a task that names none', () => {
  it.each([
    ['the one in the settings', [offline, real, other], 'other', 'other'],
    ['the offline one where the settings say so', [offline, real], 'offline', 'offline'],
    ['another where that is not ready', [offline, { ...other, state: missing }, real], 'other', 'real'],
    ['the first real one', [offline, real, other], null, 'real'],
    ['none that has to sign in first', [offline, { ...real, signIn: 'needed' } as const], null, 'offline'],
    ['the offline one where nothing else is set up', [{ ...real, state: missing }, offline], null, 'offline'],
  ])('is %s', (...[, agents, wanted, expected]) => {
    expect(defaultAgent(agents, wanted)).toEqual({ kind: 'catalogue', id: expected })
  })

  it('is nobody where nothing can be started', () => {
    expect(defaultAgent([{ ...real, state: missing }], null)).toBeNull()
  })
})
