import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, readlink } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { below } from './copy-tree.ts'

/** True when two folders hold the same names, kinds, modes, links and bytes; pipes and sockets don't count. */
export async function sameTree(one: string, other: string): Promise<boolean> {
  return sameEntry(Buffer.from(one), Buffer.from(other))
}

async function sameEntry(one: Buffer, other: Buffer): Promise<boolean> {
  const [a, b] = await Promise.all([lstat(one), lstat(other)])
  if (a.mode !== b.mode) return false
  if (a.isSymbolicLink()) return (await linkOf(one)).equals(await linkOf(other))
  if (a.isFile()) return a.size === b.size && (await digest(one)) === (await digest(other))
  const [names, others] = await Promise.all([namesIn(one), namesIn(other)])
  if (names.length !== others.length) return false
  for (const [index, name] of names.entries()) {
    if (others[index]?.equals(name) !== true) return false
    if (!(await sameEntry(below(one, name), below(other, name)))) return false
  }
  return true
}

function linkOf(path: Buffer): Promise<Buffer> {
  return readlink(path, { encoding: 'buffer' })
}

async function digest(path: Buffer): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function namesIn(folder: Buffer): Promise<readonly Buffer[]> {
  const names = await readdir(folder, { encoding: 'buffer', withFileTypes: true })
  const counted = names.filter((entry) => entry.isFile() || entry.isDirectory() || entry.isSymbolicLink())
  return counted.map((entry) => entry.name as unknown as Buffer).sort(Buffer.compare)
}
