import { encodePath } from '../parse/path-text.ts'

/** A link in place of these would be followed by git itself; it refuses to store one. */
export function mayBeLink(path: string): boolean {
  return !/(^|\/)\.gitmodules$/i.test(path)
}

/** Absolute path in bytes, since a name need not be valid text. */
export function bytesBelow(folder: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(folder), Buffer.from('/'), encodePath(path)])
}
