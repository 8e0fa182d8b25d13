import { isUtf8 } from 'node:buffer'

/**
 * Git's paths are bytes, ours are strings. Valid UTF-8 is decoded as such; every byte of a name that isn't
 * valid UTF-8 and not ASCII becomes the lone surrogate U+DC00 + byte, which no valid text contains. So every
 * name survives the way into a string (and its JSON) and back, and two names never fall together.
 */
export function decodePath(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('')
}

export function encodePath(path: string): Buffer {
  if (path.isWellFormed()) return Buffer.from(path, 'utf8')
  return Buffer.from(Array.from(path, (unit) => unit.charCodeAt(0) & 0xff))
}
