/**
 * Whether a download from this address begins within `limitMs`: its first bytes arrive. A network that swallows packets,
 * refuses, or answers something else counts as none.
 */
export async function beginsToDownload(address: URL, limitMs: number): Promise<boolean> {
  const ending = new AbortController()
  const timer = setTimeout(() => ending.abort(), limitMs)
  try {
    const headers = { Range: 'bytes=0-0' }
    const answer = await fetch(address, { headers, signal: ending.signal })
    const first = answer.ok ? await answer.body?.getReader().read() : undefined
    return first !== undefined && !first.done
  } catch {
    // The reason makes no difference: there is another way to show the page.
    return false
  } finally {
    clearTimeout(timer)
    ending.abort()
  }
}
