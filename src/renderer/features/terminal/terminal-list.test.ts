import { describe, expect, it } from 'vitest'
import { afterClosing, endWords, mergeTerminals, type TerminalTabInfo, tabTitles } from './terminal-list.ts'

const running = { kind: 'running' } as const
const tab = (terminal: string, state: TerminalTabInfo['state'] = running, title = 'bash'): TerminalTabInfo => ({
  terminal,
  title,
  state,
})
const listed = (terminal: string) => ({ terminal, thread: 't', title: 'bash', state: running })

describe('the terminals of a thread', () => {
  it('keep their order, take up what the host has, and tell of what it lost', () => {
    const known = [tab('b'), tab('a'), tab('fresh', { kind: 'new' }, '')]
    expect(mergeTerminals(known, [listed('a'), listed('c')])).toEqual([
      tab('b', { kind: 'gone' }),
      tab('a'),
      tab('fresh', { kind: 'new' }, ''),
      tab('c'),
    ])
  })

  it('are named after their shell, and numbered', () => {
    expect(tabTitles([tab('a'), tab('b', running, 'zsh'), tab('c'), tab('d', running, '')])).toEqual([
      'bash',
      'zsh',
      'bash 2',
      'shell',
    ])
  })

  it('leave the next in sight when one is closed', () => {
    const tabs = [tab('a'), tab('b'), tab('c')]
    expect(['a', 'b', 'c'].map((closed) => afterClosing(tabs, closed))).toEqual(['b', 'c', 'b'])
    expect(afterClosing([tab('a')], 'a')).toBeNull()
  })

  it('say how they ended', () => {
    expect(endWords({ code: 2, signal: null })).toBe('The shell ended with exit code 2.')
    expect(endWords({ code: null, signal: 'SIGKILL' })).toBe('The shell was ended by SIGKILL.')
    expect(endWords({ code: null, signal: null })).toBe('The shell was ended.')
  })
})
