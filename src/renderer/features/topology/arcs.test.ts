import { describe, expect, it } from 'vitest'
import type { MessageTick } from '../../../shared/contract/channels/topology.ts'
import { arcPath, arcsOf } from './arcs.ts'

const tick = (message: string, at: number, other: string | null) =>
  ({ at, other, direction: 'to', message }) as MessageTick
const span = { since: 100, now: 200, left: 50, width: 400 }
const place = (thread: string) => (thread === 'far' ? null : 14 + 28 * Number(thread))

describe('arcs between lanes', () => {
  it('lead from the lane to the other at the time of the message, and point at who got it', () => {
    const arcs = arcsOf([tick('m', 150, '3'), { ...tick('n', 200, '0'), direction: 'from' as const }], span, {
      lane: 42,
      place,
      most: 9,
    })
    expect(arcs).toEqual([
      { message: 'm', x: 250, from: 42, to: 98, arrives: 'to', listed: true },
      { message: 'n', x: 450, from: 42, to: 14, arrives: 'from', listed: true },
    ])
  })

  it('leave out what is older than the axis, and all but the newest', () => {
    const ticks = [tick('old', 99, '1'), tick('a', 110, '1'), tick('b', 120, '1'), tick('c', 130, '1')]
    const arcs = arcsOf(ticks, span, { lane: 14, place, most: 2 })
    expect(arcs.map(({ message }) => message)).toEqual(['b', 'c'])
  })

  it('are stubs towards a lane that is not listed, and the host', () => {
    const arcs = arcsOf([tick('m', 150, 'far'), tick('n', 150, null)], span, { lane: 42, place, most: 9 })
    expect(arcs.map(({ listed, to }) => [listed, to])).toEqual([
      [false, 22],
      [false, 22],
    ])
  })

  it('bulge to the side on which there is room', () => {
    const [arc] = arcsOf([tick('m', 150, '3')], span, { lane: 42, place, most: 1 })
    if (arc === undefined) throw new Error('no arc')
    expect(arcPath(arc, 450)).toBe('M 250 42 C 265 42, 265 98, 250 98')
    expect(arcPath(arc, 251)).toBe('M 250 42 C 235 42, 235 98, 250 98')
  })
})
