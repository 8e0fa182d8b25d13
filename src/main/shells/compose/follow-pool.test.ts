import { expect, it } from 'vitest'
import type { Command } from '../../../shared/domain/command.ts'
import { defaultPoolLimits } from '../../../shared/domain/pool/state.ts'
import { ok } from '../../../shared/kernel/result.ts'
import { Scope } from '../../../shared/kernel/scope.ts'
import { defaultSettings, type Settings } from '../../../shared/settings/settings.ts'
import type { Engine } from '../../engine/engine.ts'
import { followPool } from './follow-pool.ts'

function followed(slots: number | null) {
  const sent: Command[] = []
  const report = async ({ command }: { readonly command: Command }) => {
    sent.push(command)
    return ok(undefined)
  }
  let changed: () => void = () => undefined
  const subscribe = (heard: (settings: Settings) => void) => {
    changed = () => heard(settings.current)
    return () => undefined
  }
  const settings = { current: defaultSettings, subscribe }
  const engine = { readOnly: null, report } as unknown as Engine
  const scope = new Scope()
  const providerOf = { one: 'first', two: 'second' }
  followPool({ engine, ids: { next: () => 'i' }, settings, slots, providerOf }, scope)
  const change = (to: Partial<Settings>) => {
    settings.current = { ...settings.current, ...to }
    changed()
  }
  return { sent, change }
}

it('the pool has the slots and limits of the settings, also when they change', () => {
  const { change, sent } = followed(null)
  expect(sent).toEqual([{ type: 'pool.configure', payload: { limit: 4, limits: defaultPoolLimits } }])
  const limits = { ...defaultSettings.limits, providers: { first: 1 }, day: { cost: 3 } }
  change({ executors: 7, limits })
  const providerOf = { one: 'first', two: 'second' }
  expect(sent.at(-1)).toEqual({ type: 'pool.configure', payload: { limit: 7, limits: { ...limits, providerOf } } })
})

it('slots given at the start outweigh the settings, whose other limits hold all the same', () => {
  const { change, sent } = followed(2)
  change({ executors: 9, limits: { ...defaultSettings.limits, review: 3 } })
  expect(sent.at(-1)).toMatchObject({ payload: { limit: 2, limits: { review: 3 } } })
})
