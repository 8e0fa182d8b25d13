/** Longest text of one part of a prompt, in UTF-16 units: the files say the rest. */
const partLimit = 16_000

/** Somebody else's words in a prompt of the host's: every line is marked, so that none reads as if the host said it. */
export function quoted(title: string, text: string, limit = partLimit): string {
  const cut = text.length > limit ? `${text.slice(0, limit).toWellFormed()}\n(shortened)` : text
  return `${title}:\n${cut.replace(/^/gm, '> ')}`
}

export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, 500)
}
