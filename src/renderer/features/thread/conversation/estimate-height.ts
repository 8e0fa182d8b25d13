import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'

const line = 18
/** Of the distance to the next entry. */
const gap = 9

/** The height of an entry in px before it was drawn, at a width of about fifty characters. */
export function estimateHeight({ kind, text, head }: TranscriptRow): number {
  switch (kind) {
    case 'prompt':
      return gap + 12 + line * linesIn(text, 45)
    case 'message':
      return gap + line * linesIn(text, 55)
    case 'plan':
      return gap + 28 + line * (Array.isArray(head.entries) ? head.entries.length : 0)
    case 'image':
      return gap + 320
    case 'tool':
    case 'gate':
    case 'permission':
      return gap + 28
    default:
      return gap + line
  }
}

function linesIn(text: string, width: number): number {
  let lines = Math.ceil(text.length / width)
  for (let at = text.indexOf('\n'); at !== -1 && lines < 1000; at = text.indexOf('\n', at + 1)) lines += 1
  return Math.max(1, lines)
}
