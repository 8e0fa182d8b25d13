const escapeCode = String.fromCharCode(0x1b)
const bell = String.fromCharCode(0x07)

/** Colours, cursor moves, titles and links of terminals. */
const terminal = new RegExp(
  [
    `${escapeCode}\\][^${bell}${escapeCode}]*(?:${bell}|${escapeCode}\\\\)?`,
    `(?:${escapeCode}\\[|\\u009b)[0-?]*[ -/]*[@-~]?`,
    `${escapeCode}[ -/]*[0-~]?`,
  ].join('|'),
  'gu',
)

const lineBreaks = /\r\n|[\r\v\f\u0085\u2028\u2029]/gu
const controls = /(?![\n\t])\p{Cc}/gu
/** What turns the direction of a line, and letters that nobody sees. Joiners that writing needs are kept. */
const deceiving = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu

/** A text as it is stored: line breaks are `\n`, and nothing in it moves a cursor, hides or turns letters. */
export function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replace(terminal, '')
    .replace(lineBreaks, '\n')
    .replace(controls, '')
    .replace(deceiving, '')
    .trim()
}
