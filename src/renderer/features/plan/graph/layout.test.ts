import { expect, it } from 'vitest'
import { layOut, nodeSize } from './layout.ts'

const task = (id: string, ...after: string[]) => ({ id, after: after.map((on) => ({ on })) })

it('sets each task right of what it comes after, and none over another', () => {
  const places = layOut([task('a'), task('b', 'a'), task('c', 'a'), task('d', 'b', 'c'), task('e')])
  const x = (id: string) => places.get(id)?.x ?? Number.NaN
  expect(x('b')).toBeGreaterThan(x('a') + nodeSize.width)
  expect(x('d')).toBeGreaterThan(x('c') + nodeSize.width)
  const all = [...places.values()]
  for (const one of all) {
    for (const other of all) {
      if (one === other) continue
      const apart = Math.abs(one.x - other.x) >= nodeSize.width || Math.abs(one.y - other.y) >= nodeSize.height
      expect(apart).toBe(true)
    }
  }
})

it('passes over a link to what is not there, and stands a circle', () => {
  expect(layOut([task('a', 'gone'), task('b', 'c'), task('c', 'b')]).size).toBe(3)
})
