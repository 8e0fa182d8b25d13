/** Letters of other scripts, and digits and signs, that pass for Latin ones. */
const lookalikes: Readonly<Record<string, string>> = {
  ...pairs('абвгԁеёһіїјкӏмпорԛѕтухԝуѵсньєԍ', 'abbrdeehiijklmnopqstyxwyvchbeg'),
  ...pairs('αβγδεζηικλμνορςστυχωϲ', 'abydezniklmvopcstuxwc'),
  ...pairs('ıɩǀɑɡʀɴʏʟłøđħŧæœßþðƒ', 'iilagrnyllodhtaospdf'),
  ...pairs('ᴀʙᴄᴅᴇꜰɢʜᴊᴋᴍᴏᴘꜱᴛᴜᴠᴡᴢ', 'abcdefghjkmopstuvwz'),
}

const leet: Readonly<Record<string, string>> = pairs('0134578@$!', 'oieastbasi')

function pairs(from: string, to: string): Record<string, string> {
  const letters = [...to]
  return Object.fromEntries([...from].map((letter, index) => [letter, letters[index] ?? letter]))
}

/** Nobody sees these, or they only decorate. */
const unseen = /[\p{Cf}\p{M}\u115f\u1160\u3164\uffa0\u{e0000}-\u{e01ef}]/gu
const signs = /[*_~`"'“”‘’«»‹›„‚´#|\\^]+/gu
const lineEnds = /[\r\v\f\u0085\u2028\u2029]/gu
const quoteMarks = /^[\s>]+/gmu
/** A word with its letters set apart: three at least, by the same kind of separator. */
const spaced = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}@$!][ .\-–—·•/]+){3,}[\p{L}\p{N}@$!](?![\p{L}\p{N}])/gu

/** How a text may be read, with every disguise of its letters taken off; all of them on one line, in small letters. */
export interface Readings {
  /** With the letters of other scripts as they are. */
  readonly own: string
  /** With letters that look Latin read as Latin. */
  readonly latin: string
  /** The same with digits and signs read as the letters they stand for. */
  readonly leet: string
}

export function readingsOf(text: string): Readings {
  const visible = text
    .normalize('NFKC')
    .replace(lineEnds, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(unseen, '')
  const own = spread(visible.toLowerCase())
  const bare = spread(visible.toLowerCase().normalize('NFD').replace(unseen, ''))
  const latin = replaced(bare, lookalikes)
  return { own, latin, leet: latin.replace(/[\p{L}\p{N}@$!]*\p{L}[\p{L}\p{N}@$!]*/gu, (word) => replaced(word, leet)) }
}

function spread(text: string): string {
  const unmarked = text.replace(quoteMarks, '').replace(signs, '')
  const joined = unmarked.replace(spaced, wordsOf)
  return joined.replace(/\s+/gu, ' ').trim()
}

/** Between words there is more room than between their letters. */
function wordsOf(letters: string): string {
  const words = letters.split(/\s{2,}/u)
  return words.map((letter) => letter.replace(/[^\p{L}\p{N}@$!]/gu, '')).join(' ')
}

function replaced(text: string, by: Readonly<Record<string, string>>): string {
  return [...text].map((letter) => by[letter] ?? letter).join('')
}
