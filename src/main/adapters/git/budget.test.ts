import { expect, it } from 'vitest'
import { createBudget } from './budget.ts'

it('never runs more than the limit, and interactive work before background work', async () => {
  const budget = createBudget(2)
  const order: string[] = []
  const gates: (() => void)[] = []
  let running = 0
  let most = 0
  const work = (name: string) => async () => {
    order.push(name)
    running += 1
    most = Math.max(most, running)
    await new Promise<void>((resolve) => gates.push(resolve))
    running -= 1
  }
  const all = [
    budget.use('background', work('b1')),
    budget.use('background', work('b2')),
    budget.use('background', work('b3')),
    budget.use('interactive', work('i1')),
    budget.use('interactive', work('i2')),
  ]
  const done = Promise.all(all)
  for (let opened = 0; opened < all.length; ) {
    const gate = gates.shift()
    if (gate !== undefined) opened += 1
    gate?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  await done
  expect(order).toEqual(['b1', 'b2', 'i1', 'i2', 'b3'])
  expect(most).toBe(2)
})

it('frees its place when work fails', async () => {
  const budget = createBudget(1)
  await expect(budget.use('interactive', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await budget.use('interactive', () => Promise.resolve(1))).toBe(1)
})
