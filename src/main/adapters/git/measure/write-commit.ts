import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import type { StandingTree } from '../../../ports/git.ts'

const compress = promisify(deflate)
const nobody = 'Switchyard <switchyard@localhost> 0 +0000'

/** A commit of a tree on its base as a loose object, without a git of its own; its oid. The same tree gives the same one. */
export async function writeCommit(objects: string, { base, tree }: StandingTree): Promise<string> {
  const parent = base === null ? '' : `parent ${base}\n`
  const body = `tree ${tree}\n${parent}author ${nobody}\ncommitter ${nobody}\n\nmeasured\n`
  const object = Buffer.from(`commit ${Buffer.byteLength(body)}\0${body}`)
  const oid = createHash(tree.length === 64 ? 'sha256' : 'sha1')
    .update(object)
    .digest('hex')
  const folder = join(objects, oid.slice(0, 2))
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, oid.slice(2)), await compress(object))
  return oid
}
