import { create } from 'zustand'
import type { Action } from './action.ts'
import { parseKeys, spellKeys } from './match-keys.ts'

/** The actions of one mounted component. */
export interface ActionGroup {
  /** One per mounting. */
  readonly owner: symbol
  /** 0 is the page; each dialog on top is one more. */
  readonly layer: number
  readonly actions: readonly Action[]
}

export interface ActionsState {
  /** In the order of mounting; a later group wins where two want the same key. */
  readonly groups: readonly ActionGroup[]
  /** The layer of the topmost open dialog. */
  readonly top: number
  /** Open dialogs by the layer that each one is. */
  readonly layers: readonly number[]
}

export const useActionRegistry = create<ActionsState>(() => ({ groups: [], top: 0, layers: [] }))

/** Adds or replaces what `group.owner` offers. */
export function offerActions(group: ActionGroup): void {
  useActionRegistry.setState(({ groups }) => {
    const at = groups.findIndex((other) => other.owner === group.owner)
    return { groups: at === -1 ? [...groups, group] : groups.with(at, group) }
  })
}

export function withdrawActions(owner: symbol): void {
  useActionRegistry.setState(({ groups }) => ({ groups: groups.filter((group) => group.owner !== owner) }))
}

/** Opens a layer that hides the actions below it, except those that are everywhere; returns its closing. */
export function openLayer(layer: number): () => void {
  useActionRegistry.setState(({ layers }) => ({ layers: [...layers, layer], top: Math.max(layer, ...layers) }))
  return () =>
    useActionRegistry.setState(({ layers }) => {
      const left = layers.toSpliced(layers.lastIndexOf(layer), 1)
      return { layers: left, top: Math.max(0, ...left) }
    })
}

/** What can be done now: later mounted first, an id only once. */
export function reachableActions({ groups, top }: ActionsState): readonly Action[] {
  const seen = new Set<string>()
  const found: Action[] = []
  for (const { layer, actions } of groups.toReversed()) {
    for (const action of actions) {
      const hidden = layer < top && action.everywhere !== true
      if (hidden || seen.has(action.id)) continue
      seen.add(action.id)
      found.push(action)
    }
  }
  return found
}

export interface KeyConflict {
  readonly keys: string
  /** The ids that want the same keys, or of which one's keys begin another's. */
  readonly ids: readonly [string, string]
}

/** Where actions in reach of each other want the same keys; a test of the app expects none. */
export function findKeyConflicts(actions: readonly Action[]): readonly KeyConflict[] {
  const wanted = actions.flatMap(({ id, keys }) =>
    keys === undefined ? [] : parseKeys(keys).map((sequence) => ({ id, keys: spellKeys(sequence) })),
  )
  return wanted.flatMap((one, at) =>
    wanted
      .slice(at + 1)
      .filter((other) => other.id !== one.id && collide(one.keys, other.keys))
      .map((other): KeyConflict => ({ keys: one.keys, ids: [one.id, other.id] })),
  )
}

function collide(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `)
}
