import { lastLines } from '../../../lib/fold-lines.ts'
import { visibleText } from '../../../lib/visible-text.ts'

/** What of a line without end is read: it would be laid out anew with each word. */
const longest = 2000

/** The last lines of what a program writes, in as little text as shows them. */
export function outputTail(text: string, lines: number): string {
  return visibleText(lastLines(text.slice(-longest), lines).text)
}
