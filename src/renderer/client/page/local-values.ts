/** A value of this browser; null where there is none, or the browser keeps nothing. */
export function readLocal(key: string): string | null {
  return storage()?.getItem(key) ?? null
}

/** False where the browser had no room: what is kept here is never the only copy. */
export function writeLocal(key: string, value: string | null): boolean {
  const local = storage()
  if (local === null) return false
  try {
    if (value === null) local.removeItem(key)
    else local.setItem(key, value)
    return true
  } catch (error) {
    if (error instanceof DOMException) return false
    throw error
  }
}

export function localKeys(prefix: string): readonly string[] {
  return Object.keys(storage() ?? {}).filter((key) => key.startsWith(prefix))
}

/** A browser may deny it, and a test has none. */
function storage(): Storage | null {
  try {
    return typeof localStorage === 'undefined' ? null : localStorage
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}
