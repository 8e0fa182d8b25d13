import path from 'node:path'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'

/** A folder as a person writes it: `~` is their home. A relative one is refused: the host's own folder means nothing. */
export function absoluteFolder(written: string, home: string): Result<string, Failure> {
  const folder = written === '~' || written.startsWith('~/') ? path.join(home, written.slice(1)) : written
  if (path.isAbsolute(folder) && !folder.includes('\0')) return ok(path.resolve(folder))
  return err(
    failure('folder-relative', `${written} is no absolute path; nothing was looked at.`, {
      remedy: 'Write the whole path, from / or ~ on.',
      facts: { folder: written },
    }),
  )
}
