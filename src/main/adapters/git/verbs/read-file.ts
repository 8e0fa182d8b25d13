import type { FileContent } from '../../../../shared/contract/channels/review.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import { gitFailed } from '../failures.ts'
import type { ObjectReader } from '../object-reader.ts'
import { encodePath } from '../parse/path-text.ts'
import { GITLINK } from '../parse/tree-entries.ts'
import { findInTree, type TreeItem } from '../parse/tree-object.ts'
import { contentOf } from './content-of.ts'

interface FileAt {
  readonly commit: string | null
  readonly path: string
  readonly maxBytes: number
}

const FOLDER = '40000'

/** Reads through the objects alone: no filter, text conversion or link takes part, and any name can be asked for. */
export async function readFile(reader: ObjectReader, at: FileAt): GitResult<FileContent> {
  if (at.commit === null) return ok({ kind: 'absent' })
  const found = await findEntry(reader, at.commit, at.path)
  if (!found.ok) return found
  const entry = found.value
  if (entry === null || entry.mode === FOLDER) return ok({ kind: 'absent' })
  if (entry.mode === GITLINK) return ok(submodule(entry.oid))
  const info = await reader.info(entry.oid)
  if (!info.ok) return info
  if (info.value === null) return err(missing(entry.oid))
  const { oid: blob, size } = info.value
  if (size > at.maxBytes) return ok({ kind: 'too-large', blob, bytes: size })
  const read = await reader.read(blob)
  if (!read.ok) return read
  return read.value === null ? err(missing(blob)) : ok(contentOf(blob, read.value.content))
}

/** Walks the folders by their names' bytes. Null where the commit has no such path. */
async function findEntry(reader: ObjectReader, commit: string, path: string): GitResult<TreeItem | null> {
  let entry: TreeItem = { mode: FOLDER, oid: `${commit}^{tree}` }
  for (const name of path.split('/')) {
    if (entry.mode !== FOLDER) return ok(null)
    const read = await reader.read(entry.oid)
    if (!read.ok) return read
    if (read.value === null) return err(missing(entry.oid))
    const next = findInTree(read.value, encodePath(name))
    if (next === null) return ok(null)
    entry = next
  }
  return ok(entry)
}

/** As a patch shows it. */
function submodule(commit: string): FileContent {
  const text = `Subproject commit ${commit}\n`
  return { kind: 'text', text, blob: commit, bytes: text.length }
}

function missing(name: string) {
  return gitFailed(
    `The object ${name} is gone from the repository.`,
    'Fetch or restore that commit in the repository, then try again.',
  )
}
