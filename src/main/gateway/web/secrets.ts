import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, safe in an address. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Takes the same time whatever differs, length included. */
export function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other))
}

/** A secret that whoever holds `key` can check without having stored it. */
export function derivedSecret(key: string, name: string): string {
  return createHmac('sha256', key).update(`switchyard session ${name}`).digest('base64url')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
