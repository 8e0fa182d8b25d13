import { claims, rawClaims } from './claims.ts'
import { cleaned } from './cleaned.ts'
import { readingsOf } from './plain.ts'

/**
 * What a text claims that no text of a thread may: a person's word or permission, the host's voice, another thread's
 * name. Null where it claims nothing of that. Long texts that merely mention such things pass; what no rule finds is
 * still no more than text to everything that grants anything.
 */
export function authorityClaimed(text: string): string | null {
  // What a terminal would swallow keeps letters apart as it was sent, and is gone as it is stored.
  return claimedIn(text) ?? claimedIn(cleaned(text))
}

function claimedIn(text: string): string | null {
  const raw = rawClaims.find(({ pattern }) => pattern.test(text))
  if (raw !== undefined) return raw.what
  const { latin, leet, own } = readingsOf(text)
  const readings = new Set([latin, leet, own])
  for (const reading of readings) {
    const claim = claims.find(({ pattern, unless }) => matches(reading, pattern, unless))
    if (claim !== undefined) return claim.what
  }
  return null
}

/** Any place where the pattern holds and what stands right before it doesn't excuse it. */
function matches(text: string, pattern: RegExp, unless: RegExp | undefined): boolean {
  if (unless === undefined) return pattern.test(text)
  for (const found of text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))) {
    const before = text.slice(Math.max(0, found.index - 40), found.index)
    if (!unless.test(before)) return true
  }
  return false
}
