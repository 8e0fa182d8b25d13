import { type Evidence, evidenceLimits, type Part, type PartKind, type Spot } from './state.ts'
import { weights } from './weights.ts'

/** What a kind of evidence was found to be worth, before it is weighed. */
export interface Found {
  readonly kind: PartKind
  /** 0 to 1. */
  readonly value: number
  readonly details: readonly string[]
}

/** 0 to 1; no part can make it smaller. Parts stand for each other: any of them is enough, and two say more than one. */
export function scoreOf(parts: readonly Pick<Part, 'value' | 'weight'>[]): number {
  const left = parts.reduce((rest, { value, weight }) => rest * (1 - clamped(weight) * clamped(value)), 1)
  return Math.round((1 - left) * 1000) / 1000
}

/** Weighed, what says something only, the most telling first. */
export function partsOf(found: readonly Found[]): readonly Part[] {
  return found
    .filter(({ value }) => clamped(value) > 0)
    .map(({ details, kind, value }) => {
      return { kind, value: clamped(value), weight: weights[kind], details: details.slice(0, evidenceLimits.details) }
    })
    .sort((one, other) => other.value * other.weight - one.value * one.weight || (one.kind < other.kind ? -1 : 1))
}

/** The places that evidence names, each once; conflicts first, then what is narrower. */
export function spotsOf(evidence: readonly Evidence[]): readonly Spot[] {
  const order = [...evidence].sort((one, other) => weights[other.kind] - weights[one.kind])
  const named = order.flatMap(({ spots }) => spots)
  const byKey = new Map(named.map((spot) => [keyOf(spot), spot]))
  const whole = new Set(named.filter(({ lines }) => lines !== null).map(({ path }) => path))
  const telling = [...byKey.values()].filter(({ lines, path }) => lines !== null || !whole.has(path))
  return telling.slice(0, evidenceLimits.spots)
}

export function keyOf({ lines, path }: Spot): string {
  return lines === null ? path : `${path}:${lines.from}-${lines.to}`
}

function clamped(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0
}
