const key = 'switchyard-session'

/**
 * The token of this tab: kept from before, or got in exchange for the code in the address, which
 * works once and leaves the address as soon as the host has seen it. Null when there is neither.
 */
export async function sessionToken(): Promise<string | null> {
  const code = new URLSearchParams(location.hash.slice(1)).get('code')
  const token = code === null ? null : await exchange(code)
  if (token !== null) sessionStorage.setItem(key, token)
  return token ?? sessionStorage.getItem(key)
}

async function exchange(code: string): Promise<string | null> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/session', { method: 'POST', headers, body: JSON.stringify({ code }) })
    const answer: unknown = await response.json()
    history.replaceState(null, '', location.pathname)
    const token = typeof answer === 'object' && answer !== null && 'token' in answer ? answer.token : null
    return typeof token === 'string' ? token : null
  } catch {
    // Without an answer the code is still good, and stays in the address for a reload.
    return null
  }
}

export function forgetSession(): void {
  sessionStorage.removeItem(key)
}
