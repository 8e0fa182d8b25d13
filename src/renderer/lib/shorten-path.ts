/**
 * A path in at most `length` characters (its file name at least): whole folders are left out of the
 * middle, as the first and the last say most. 'src/…/invoices/router.ts'
 */
export function shortenPath(path: string, length: number): string {
  if (path.length <= length) return path
  const parts = path.split('/')
  const last = parts.pop() ?? ''
  let [head, tail] = ['', last]
  for (const part of parts.toReversed().slice(0, -1)) {
    if (joined(parts[0] ?? '', `${part}/${tail}`).length > length) break
    tail = `${part}/${tail}`
  }
  if (joined(parts[0] ?? '', tail).length <= length) head = parts[0] ?? ''
  if (head !== '') return joined(head, tail)
  const bare = parts.length === 0 ? last : `…/${last}`
  return bare.length <= length ? bare : shortenName(last, length)
}

function joined(head: string, tail: string): string {
  return `${head}/…/${tail}`
}

/** A name shortened in its middle, so that its ending stays. */
function shortenName(name: string, length: number): string {
  const kept = Math.max(2, length - 1)
  if (name.length <= kept) return name
  const end = Math.ceil(kept / 2)
  return `${name.slice(0, kept - end)}…${name.slice(name.length - end)}`
}
