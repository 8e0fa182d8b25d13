/** An address a page may lead to: https or mailto and nothing else; null for all others. */
export function safeLink(address: string | undefined): string | null {
  if (address === undefined || !URL.canParse(address)) return null
  const { protocol, href, username, password } = new URL(address)
  // https://bank.example@evil.example shows one name and leads to another.
  if (username !== '' || password !== '') return null
  return protocol === 'https:' || protocol === 'mailto:' ? href : null
}
