/** Name of the keychain's entry that holds the token for a server. */
export function tokenEntry(host: string): string {
  return `github:${host}`
}
