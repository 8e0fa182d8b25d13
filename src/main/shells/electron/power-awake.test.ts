import { expect, it, vi } from 'vitest'
import { powerAwake } from './power-awake.ts'
import { powerSaveBlocker } from './testing/fake-electron.ts'

vi.mock('electron', () => import('./testing/fake-electron.ts'))

it('each hold keeps the machine awake until it is released', async () => {
  const first = await powerAwake.hold('Work')
  const second = await powerAwake.hold('More work')
  expect([first.held, second.held]).toEqual([true, true])
  expect(powerSaveBlocker.started.size).toBe(2)
  await first.release()
  expect(powerSaveBlocker.started.size).toBe(1)
  await second.release()
  expect(powerSaveBlocker.started.size).toBe(0)
})
