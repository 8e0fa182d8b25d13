import { shortenPath } from './shorten-path.ts'

const length = 60

/** A path without the folder `root` where it lies in it, and shortened; what isn't a path alone stays as it is. */
export function pathWithin(path: string, root: string | null): string {
  const inside = root !== null && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path
  return inside.includes(' ') ? inside : shortenPath(inside, length)
}
