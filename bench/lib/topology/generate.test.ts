import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generateWorld } from './generate.ts'
import { rooms } from './source-file.ts'
import { providerOf, type World, type WorldClass, worldClasses } from './world.ts'

const seeds = fc.integer({ min: 1, max: 100_000 })
const some = { numRuns: 25 }

/** For each place that is changed, by how many tasks. */
function shared(world: World, by: 'part' | 'file'): readonly number[] {
  const tasks = new Map<string, Set<string>>()
  for (const { edits, key } of world.tasks) {
    for (const { part, path } of edits) {
      const place = by === 'part' ? `${path} ${part}` : path
      tasks.set(place, (tasks.get(place) ?? new Set()).add(key))
    }
  }
  return [...tasks.values()].map(({ size }) => size).filter((count) => count > 1)
}

const needing = (world: World) => world.tasks.filter(({ edits }) => edits.some(({ needs }) => needs !== undefined))

describe('a generated world', () => {
  it.each(worldClasses)('is the same for the same seed, and another for another: %s', (kind) => {
    expect(generateWorld(kind, 7)).toEqual(generateWorld(kind, 7))
    expect(generateWorld(kind, 7)).not.toEqual(generateWorld(kind, 8))
  })

  it.each(worldClasses)('can be worked on: %s', (kind) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const world = generateWorld(kind, seed)
        const parts = new Map(world.files.map((file) => [file.path, file.parts]))
        const edits = world.tasks.flatMap((task) => task.edits)
        expect(world.tasks.length).toBeGreaterThanOrEqual(4)
        expect(world.tasks.length).toBeLessThanOrEqual(rooms)
        expect(new Set(edits.map(({ id }) => id)).size).toBe(edits.length)
        for (const { minutes, part, path } of edits) {
          expect(part).toBeLessThan(parts.get(path) ?? 0)
          expect(minutes).toBeGreaterThan(0)
        }
        for (const path of [...world.history.flat(), ...world.tasks.flatMap(({ paths }) => paths)]) {
          expect(parts.has(path)).toBe(true)
        }
        for (const { imports } of world.files) for (const path of imports) expect(parts.has(path)).toBe(true)
      }),
      some,
    )
  })

  it.each(worldClasses)('needs only what another task adds, and never in a circle: %s', (kind) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const world = generateWorld(kind, seed)
        const order = world.tasks.map(({ key }) => key)
        for (const { after, edits, key } of world.tasks) {
          const needs = edits.flatMap((edit) => edit.needs ?? [])
          const on = [...needs.map((need) => providerOf(world, need)?.key ?? 'nobody'), ...after]
          for (const other of on) expect(order.slice(0, order.indexOf(key))).toContain(other)
        }
      }),
      some,
    )
  })

  const shapes: readonly (readonly [WorldClass, (world: World) => boolean])[] = [
    ['independent', (world) => shared(world, 'file').length === 0 && needing(world).length === 0],
    ['apart', (world) => shared(world, 'file').some((tasks) => tasks >= 3) && shared(world, 'part').length === 0],
    ['lines', (world) => shared(world, 'part').length > 0 && needing(world).length === 0],
    ['interface', (world) => shared(world, 'part').length === 0 && needing(world).length > 0],
    ['chain', (world) => needing(world).length === world.tasks.length - 1],
    ['hub', (world) => shared(world, 'part').some((tasks) => tasks >= 3)],
  ]
  it.each(shapes)('is what its class says: %s', (kind, holds) => {
    fc.assert(
      fc.property(seeds, (seed) => holds(generateWorld(kind, seed))),
      some,
    )
  })

  it('says nothing of its class in what agents and the host are given', () => {
    for (const kind of worldClasses) {
      const told = generateWorld(kind, 3).tasks.map(({ brief, key, paths, title }) => [brief, key, paths, title])
      expect(JSON.stringify(told)).not.toMatch(/independent|apart|chain|producer|consumer/)
    }
  })
})
