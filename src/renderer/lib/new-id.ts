const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** A fresh id: sixty random bits in letters and digits. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join('')
}
