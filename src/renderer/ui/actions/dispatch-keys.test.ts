import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Action } from './action.ts'
import { dispatchKeys } from './dispatch-keys.ts'
import { offerActions, openLayer, useActionRegistry } from './registry.ts'

/** Only what the listener asks of an element: what it stands in. */
class FakeElement {
  readonly within: string
  constructor(within: string) {
    this.within = within
  }
  closest(selector: string): FakeElement | null {
    return selector.split(', ').some((part) => part.startsWith(this.within)) ? this : null
  }
}

let ran: string[] = []
let close: () => void = () => undefined

function action(id: string, more: Partial<Action> = {}): Action {
  return { id, title: id, section: 'Test', keys: id, run: () => ran.push(id), ...more }
}

function press(key: string, more: Record<string, unknown> = {}): boolean {
  const event = new Event('keydown', { cancelable: true })
  const facts = {
    key,
    metaKey: false,
    ctrlKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    repeat: false,
  }
  for (const [name, value] of Object.entries({ ...facts, timeStamp: 0, target: null, ...more })) {
    Object.defineProperty(event, name, { value })
  }
  window.dispatchEvent(event)
  return event.defaultPrevented
}

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('Element', FakeElement)
  useActionRegistry.setState({ groups: [], top: 0, layers: [] })
  ran = []
  close = dispatchKeys({ refused: ({ id }) => ran.push(`refused ${id}`), mac: false })
})

afterEach(() => {
  close()
  vi.unstubAllGlobals()
})

function offer(...actions: readonly Action[]): void {
  offerActions({ owner: Symbol('test'), layer: 0, actions })
}

describe('dispatchKeys', () => {
  it('runs what is in reach and stops the browser from doing more', () => {
    offer(action('m'))
    expect([press('m'), press('x')]).toEqual([true, false])
    expect(ran).toEqual(['m'])
  })

  it('waits a second for the rest of a sequence, not longer', () => {
    offer(action('g b'), action('b'))
    press('g', { timeStamp: 0 })
    press('b', { timeStamp: 1000 })
    press('g', { timeStamp: 2000 })
    press('b', { timeStamp: 3001 })
    expect(ran).toEqual(['g b', 'b'])
  })

  it('counts the key that breaks a sequence off by itself', () => {
    offer(action('g b'), action('m'))
    for (const key of ['g', 'm', 'g', 'g', 'b']) press(key)
    expect(ran).toEqual(['m', 'g b'])
  })

  it('says why something is blocked instead of running it', () => {
    offer(action('m', { blocked: 'A turn is running.' }))
    press('m')
    expect(ran).toEqual(['refused m'])
  })

  it('leaves to a field what it types, and takes what it does not', () => {
    offer(action('m'), action('mod+enter'), action('escape'))
    const target = new FakeElement('textarea')
    for (const [key, more] of [
      ['m', {}],
      ['Enter', { ctrlKey: true }],
      ['Escape', {}],
    ] as const)
      press(key, { target, ...more })
    expect(ran).toEqual(['mod+enter', 'escape'])
  })

  it('leaves Enter to a button and arrows to a list', () => {
    offer(action('enter'), action('arrowdown'), action('m'))
    press('Enter', { target: new FakeElement('button') })
    press('ArrowDown', { target: new FakeElement('[role="radiogroup"]') })
    press('m', { target: new FakeElement('button') })
    expect(ran).toEqual(['m'])
  })

  it('does nothing twice for a key that is held, but moves on', () => {
    offer(action('m'), action('j', { hidden: true }))
    for (const key of ['m', 'j']) press(key, { repeat: true })
    expect(ran).toEqual(['j'])
  })

  it('keeps what lies below a dialog out of reach', () => {
    offer(action('m'), action('mod+k', { everywhere: true }))
    const shut = openLayer(1)
    press('m')
    press('k', { ctrlKey: true })
    shut()
    press('m')
    expect(ran).toEqual(['mod+k', 'm'])
  })

  it('leaves alone what someone handled already, or is being composed', () => {
    offer(action('m'))
    press('m', { defaultPrevented: true })
    press('m', { isComposing: true })
    expect(ran).toEqual([])
  })
})
