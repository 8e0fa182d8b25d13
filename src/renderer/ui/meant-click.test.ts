import { expect, it } from 'vitest'
import { isMeant } from './meant-click.ts'

const click = (currentTarget: EventTarget, detail: number) => isMeant({ currentTarget, detail })

it('takes the second click of a double click only for what the first one hit', () => {
  const [one, other] = [new EventTarget(), new EventTarget()]
  expect(click(one, 1)).toBe(true)
  expect(click(one, 2)).toBe(true)
  expect(click(other, 3)).toBe(false)
  expect(click(other, 1)).toBe(true)
})

it('takes every press of a key', () => {
  const [one, other] = [new EventTarget(), new EventTarget()]
  expect([click(one, 0), click(other, 0), click(one, 0)]).toEqual([true, true, true])
})
