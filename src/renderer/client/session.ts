const key = 'switchyard-session'

/**
 * The token of this tab: kept from before, or got in exchange for the code in the address, which
 * works once and leaves the address at once. Null when there is neither.
 */
export async function sessionToken(): Promise<string | null> {
  const code = new URLSearchParams(location.hash.slice(1)).get('code')
  if (code === null) return sessionStorage.getItem(key)
  history.replaceState(null, '', location.pathname)
  const response = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  const answer: unknown = await response.json()
  const token = typeof answer === 'object' && answer !== null && 'token' in answer ? answer.token : null
  if (typeof token !== 'string') return sessionStorage.getItem(key)
  sessionStorage.setItem(key, token)
  return token
}

export function forgetSession(): void {
  sessionStorage.removeItem(key)
}
