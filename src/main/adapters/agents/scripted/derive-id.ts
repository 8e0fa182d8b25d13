const LANES = [0x811c9dc5, 0x9747b28c] as const
const PRIME = 0x01000193

/** Sixteen hexadecimal digits that depend on the parts alone. Not secret; loading a cryptographic hash costs start-up. */
export function deriveId(...parts: readonly (string | number)[]): string {
  const text = parts.join('\0')
  return LANES.map((lane) => mix(hashLane(text, lane)).toString(16).padStart(8, '0')).join('')
}

function hashLane(text: string, start: number): number {
  let hash = start
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME)
  return hash
}

/** Spreads the last characters' difference over all digits. */
function mix(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35)
  return (second ^ (second >>> 16)) >>> 0
}
