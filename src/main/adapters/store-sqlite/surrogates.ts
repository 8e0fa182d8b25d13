/**
 * SQLite keeps UTF-8, which cannot hold half of a surrogate pair; an agent's chunks may well be cut
 * in the middle of one. Such a half is written as a mark and four hex digits, and put back when read,
 * so that the two halves of a pair appended one after the other are whole again.
 */
const mark = '\u{10FFFE}'
const needsEncoding = /\u{10FFFE}|\p{Surrogate}/gu
const encoded = /\u{10FFFE}([0-9a-f]{4})/gu

export function encodeText(text: string): string {
  if (text.isWellFormed() && !text.includes(mark)) return text
  return text.replace(needsEncoding, (unit) =>
    Array.from({ length: unit.length }, (_, at) => mark + unit.charCodeAt(at).toString(16)).join(''),
  )
}

export function decodeText(text: string): string {
  if (!text.includes(mark)) return text
  return text.replace(encoded, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
