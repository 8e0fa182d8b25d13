import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'

/** Every file below a folder with a digest of its bytes and its mode; the folders' names as well. */
export function inventory(folder: string, skip: readonly string[] = []): Readonly<Record<string, string>> {
  const found: Record<string, string> = {}
  const walk = (relative: string) => {
    for (const name of readdirSync(path.join(folder, relative)).sort()) {
      const inner = path.join(relative, name)
      if (skip.includes(inner)) continue
      const full = path.join(folder, inner)
      const facts = lstatSync(full)
      if (facts.isDirectory()) {
        found[`${inner}/`] = ''
        walk(inner)
      } else if (facts.isSymbolicLink()) found[inner] = `-> ${readlinkSync(full)}`
      else found[inner] = `${facts.mode.toString(8)} ${createHash('sha256').update(readFileSync(full)).digest('hex')}`
    }
  }
  walk('')
  return found
}
