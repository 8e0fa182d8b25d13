import { expect, it } from 'vitest'
import { err, ok } from '../../shared/kernel/result.ts'
import { KeptMode } from './kept-mode.ts'

it('puts an agent back that leaves its mode, a few times', async () => {
  const set: string[] = []
  const setMode = async (mode: string) => {
    set.push(mode)
    return ok(undefined)
  }
  const kept = new KeptMode({ setMode }, 'ask')
  expect(await kept.changed('ask')).toBe(true)
  for (let left = 0; left < 3; left += 1) expect(await kept.changed('auto')).toBe(true)
  expect(set).toEqual(['ask', 'ask', 'ask'])
  expect(await kept.changed('auto')).toBe(false)
})

it('does not let one go on that can’t be put back', async () => {
  const failure = { code: 'agent-unsupported', message: 'It has no modes.', remedy: 'None.' } as const
  expect(await new KeptMode({ setMode: async () => err(failure) }, 'ask').changed('auto')).toBe(false)
})
