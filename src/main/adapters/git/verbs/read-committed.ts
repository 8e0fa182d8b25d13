import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import type { ObjectReader } from '../object-reader.ts'
import { readFile } from './read-file.ts'

export async function readCommitted(
  reader: ObjectReader,
  at: { readonly commit: string; readonly path: string; readonly maxBytes: number },
): GitResult<string | null> {
  const read = await readFile(reader, at)
  if (!read.ok) return read
  if (read.value.kind === 'text') return ok(read.value.text)
  if (read.value.kind === 'absent') return ok(null)
  const why = read.value.kind === 'too-large' ? `is larger than ${at.maxBytes} bytes` : 'is no text'
  return err(failure('path-refused', `${at.path} ${why}; it was not read.`, 'Make it a short UTF-8 text.'))
}
