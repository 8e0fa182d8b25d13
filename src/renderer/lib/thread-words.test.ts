import { describe, expect, it } from 'vitest'
import type { Thread } from '../../shared/domain/thread/state.ts'
import { agentName, nowLine } from './thread-words.ts'

const base = {
  requests: [],
  activity: null,
  turn: null,
  checkpoint: null,
  queuedAt: 1,
  session: { generation: 1, session: null, live: false },
} as unknown as Thread

const withState = (state: Thread['state'], more: Partial<Thread> = {}): Thread => ({ ...base, state, ...more })

describe('what a thread does now', () => {
  it('names the exact thing beside the words', () => {
    const activity = { kind: 'running', detail: 'npm test', since: 1 } as const
    expect(nowLine(withState({ kind: 'running' }, { activity }))).toEqual({ text: 'running', code: 'npm test' })
  })

  it('makes a stranger’s text visible', () => {
    const activity = { kind: 'running', detail: 'rm -rf /\rls', since: 1 } as const
    expect(nowLine(withState({ kind: 'running' }, { activity })).code).toBe('rm -rf /␍ls')
  })

  it('says that nothing is proven', () => {
    const checkpoint = { commit: 'c', tree: 't', files: 2, additions: 1, deletions: 0, at: 1, omitted: 0 }
    expect(nowLine(withState({ kind: 'ready' }, { checkpoint })).text).toContain('nothing proven')
  })

  it('counts further requests', () => {
    const requests = [{ title: 'Run x' }, { title: 'Run y' }] as unknown as Thread['requests']
    expect(nowLine(withState({ kind: 'needs-you' }, { requests }))).toEqual({
      text: 'asks (and 1 more):',
      code: 'Run x',
    })
  })

  it('names agents by the list, by their program, or by their id', () => {
    const known = [{ id: 'scripted', name: 'Scripted' }]
    expect(agentName({ kind: 'catalogue', id: 'scripted' }, known)).toBe('Scripted')
    expect(agentName({ kind: 'catalogue', id: 'gone' }, known)).toBe('gone')
    expect(agentName({ kind: 'command', command: '/opt/bin/agent --acp' }, known)).toBe('agent')
  })
})
