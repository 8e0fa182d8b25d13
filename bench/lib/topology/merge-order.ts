/** The commit that a prompt of the host asks to take in, where it asks for that. */
export function mergeOrderIn(text: string): string | null {
  const [, commit] = /\b[Mm]erge (?:commit )?([0-9a-f]{40})\b/.exec(text) ?? []
  return commit ?? null
}
