import { randomBytes } from 'node:crypto'
import type { IdSource } from '../../ports/ids.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
const length = 12

/** Twelve base32 characters, 60 random bits each from the system's generator. */
export const randomIds: IdSource = {
  next: () => Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join(''),
}
