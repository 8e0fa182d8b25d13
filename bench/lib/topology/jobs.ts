import type { Topology } from '../../../src/shared/domain/plan/plan.ts'
import { costVariants, fixedCosts } from './costs.ts'
import { type Played, topologies } from './judge.ts'
import { type WorldClass, worldClasses } from './world.ts'

export interface Job {
  readonly kind: WorldClass
  readonly topology: Topology
  readonly seed: number
  /** Name of the costs. */
  readonly costs: string
}

const fixedName = 'fixed'

export function costsNamed(name: string) {
  return costVariants.find((variant) => variant.name === name)?.costs ?? fixedCosts
}

export function jobsOf(seeds: readonly number[]): readonly Job[] {
  return seeds.flatMap((seed) =>
    worldClasses.flatMap((kind) => topologies.map((topology) => ({ kind, topology, seed, costs: fixedName }))),
  )
}

/** Runs with other costs, without those in which nobody paid what is changed: they come to the same. */
export function variantJobs(played: readonly Played[], seeds: readonly number[]): readonly Job[] {
  return costVariants.flatMap(({ name, pays }) =>
    played
      .filter(({ measured, seed }) => seeds.includes(seed) && pays(measured.spent))
      .map(({ kind, seed, topology }) => ({ kind, topology, seed, costs: name })),
  )
}

/** All runs of some seeds under a variant: those that were played again, and the others as they were. */
export function variantRuns(name: string, played: readonly Played[], again: readonly Played[]): readonly Played[] {
  const same = (one: Played, other: Played) =>
    one.kind === other.kind && one.topology === other.topology && one.seed === other.seed
  return played.map(
    (before) => again.find((one) => one.costs === name && same(one, before)) ?? { ...before, costs: name },
  )
}
