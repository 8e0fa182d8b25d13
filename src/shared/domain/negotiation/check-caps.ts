import type { NegotiationCaps } from './state.ts'

/** Whole numbers, both inclusive. */
export const capBounds: { readonly [Cap in keyof NegotiationCaps]: readonly [least: number, most: number] } = {
  rounds: [1, 50],
  messages: [2, 200],
  tokens: [500, 1_000_000],
  minutes: [1, 1_440],
}

/** What is wrong with caps that somebody chose, in a sentence; null where nothing is. */
export function wrongCaps(caps: NegotiationCaps): string | null {
  for (const [cap, [least, most]] of Object.entries(capBounds)) {
    const chosen = caps[cap as keyof NegotiationCaps]
    if (Number.isInteger(chosen) && chosen >= least && chosen <= most) continue
    return `${cap} has to be a whole number from ${least} to ${most}.`
  }
  return null
}
