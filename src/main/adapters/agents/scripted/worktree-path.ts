import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'

/**
 * The absolute path of a script's path, which must lie inside the working directory also after following links.
 * The error is a sentence for the person who reads the tool call.
 */
export async function resolveInWorktree(cwd: string, path: string): Promise<Result<string, string>> {
  const wanted = isAbsolute(path) ? resolve(path) : resolve(cwd, path)
  const outside = err(`${path} is outside the working directory; nothing was read or changed.`)
  const root = await existingRealPath(cwd)
  const direct = isInside(cwd, wanted) || isInside(root, wanted)
  if (!direct) return outside
  return isInside(root, await existingRealPath(wanted)) ? ok(wanted) : outside
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/** The real path of the nearest part of it that exists, with the rest appended. */
async function existingRealPath(path: string): Promise<string> {
  const real = await realpath(path).catch(() => null)
  if (real !== null) return real
  const parent = dirname(path)
  return parent === path ? path : join(await existingRealPath(parent), path.slice(parent.length))
}
