export interface TreeItem {
  /** Octal without a leading zero; a folder is 40000. */
  readonly mode: string
  readonly oid: string
}

/** Looks a name up in a tree's own content: mode, space, name, zero byte, and the oid in bytes, again and again. */
export function findInTree(tree: { readonly oid: string; readonly content: Buffer }, name: Buffer): TreeItem | null {
  const { content } = tree
  const oidBytes = tree.oid.length / 2
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at)
    const end = content.indexOf(0, space)
    if (space < 0 || end < 0) return null
    const next = end + 1 + oidBytes
    if (content.subarray(space + 1, end).equals(name)) {
      return { mode: content.toString('latin1', at, space), oid: content.toString('hex', end + 1, next) }
    }
    at = next
  }
  return null
}
