import { beforeEach, describe, expect, it } from 'vitest'
import type { Action } from './action.ts'
import {
  findKeyConflicts,
  offerActions,
  openLayer,
  reachableActions,
  useActionRegistry,
  withdrawActions,
} from './registry.ts'

function action(id: string, more: Partial<Action> = {}): Action {
  return { id, title: id, section: 'Test', run: () => undefined, ...more }
}

function reachable(): readonly string[] {
  return reachableActions(useActionRegistry.getState()).map(({ id }) => id)
}

beforeEach(() => useActionRegistry.setState({ groups: [], top: 0, layers: [] }))

describe('the registry of actions', () => {
  it('holds what is mounted, the latest first, and lets it go', () => {
    const [page, panel] = [Symbol('page'), Symbol('panel')]
    offerActions({ owner: page, layer: 0, actions: [action('open')] })
    offerActions({ owner: panel, layer: 0, actions: [action('merge')] })
    offerActions({ owner: page, layer: 0, actions: [action('open'), action('close')] })
    expect(reachable()).toEqual(['merge', 'open', 'close'])
    withdrawActions(page)
    expect(reachable()).toEqual(['merge'])
  })

  it('shows an action that two components offer once, as the later one has it', () => {
    offerActions({ owner: Symbol('page'), layer: 0, actions: [action('merge', { title: 'first' })] })
    offerActions({ owner: Symbol('panel'), layer: 0, actions: [action('merge', { title: 'second' })] })
    expect(reachableActions(useActionRegistry.getState()).map(({ title }) => title)).toEqual(['second'])
  })

  it('hides what lies below a dialog, except what is everywhere', () => {
    offerActions({
      owner: Symbol('page'),
      layer: 0,
      actions: [action('merge'), action('palette', { everywhere: true })],
    })
    const close = openLayer(1)
    offerActions({ owner: Symbol('dialog'), layer: 1, actions: [action('send')] })
    expect(reachable()).toEqual(['send', 'palette'])
    const closeInner = openLayer(2)
    expect(reachable()).toEqual(['palette'])
    closeInner()
    close()
    expect(reachable()).toEqual(['send', 'merge', 'palette'])
  })

  it('finds keys that two actions want, and sequences that one key cuts short', () => {
    const actions = [
      action('a', { keys: 'r, mod+enter' }),
      action('b', { keys: 'mod+Enter' }),
      action('c', { keys: 'g b' }),
      action('d', { keys: 'g' }),
      action('e', { keys: 'shift+r' }),
      action('f'),
    ]
    expect(findKeyConflicts(actions)).toEqual([
      { keys: 'mod+enter', ids: ['a', 'b'] },
      { keys: 'g b', ids: ['c', 'd'] },
    ])
  })
})
