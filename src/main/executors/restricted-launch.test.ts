import { describe, expect, it } from 'vitest'
import type { AgentLaunch } from '../ports/agent.ts'
import { restrictedLaunch, restrictedNotice } from './restricted-launch.ts'

const launch: AgentLaunch = {
  id: 'a',
  file: 'a',
  args: [],
  passEnvironment: ['API_KEY', 'GH_TOKEN', 'GITHUB_TOKEN', 'GH_ENTERPRISE_TOKEN', 'SSH_AUTH_SOCK', 'NPM_TOKEN'],
  setEnvironment: { MODE: 'free', OTHER: 'x' },
  mode: 'free',
  resumable: true,
}

describe('the launch of a restricted thread', () => {
  it('is in the mode that asks most, whatever was chosen, and without sign-ins of forges', () => {
    const restricted = restrictedLaunch({ ...launch, asking: { mode: 'ask', environment: { MODE: 'ask' } } })
    expect(restricted).toMatchObject({
      mode: 'ask',
      passEnvironment: ['API_KEY'],
      setEnvironment: { MODE: 'ask', OTHER: 'x', GIT_CONFIG_KEY_0: 'credential.helper', GIT_CONFIG_VALUE_0: '' },
    })
    expect(restrictedNotice(restricted)).toBeNull()
  })

  it('takes no mode that somebody chose where the environment makes it ask', () => {
    expect(restrictedLaunch({ ...launch, asking: { environment: { MODE: 'ask' } } })).not.toHaveProperty('mode')
  })

  it('says where it is not known how the agent is made to ask', () => {
    expect(restrictedLaunch(launch).mode).toBe('free')
    expect(restrictedNotice(launch)).toContain('isn’t known')
  })
})
