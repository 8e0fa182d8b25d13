/** The content of the first ```` ```steps ```` block of a text, with the line (from 1) on which its content starts. */
export interface StepsFence {
  readonly text: string
  readonly line: number
}

const FENCE = /^( {0,3})(`{3,}|~{3,})[ \t]*([^`]*)$/

/** A block quoted inside another fence is not opened, as in any Markdown reader; one left open runs to the end. */
export function findStepsFence(text: string): StepsFence | null {
  const lines = text.split(/\r?\n/)
  let at = 0
  while (at < lines.length) {
    const open = FENCE.exec(lines[at] ?? '')
    if (open === null) {
      at += 1
      continue
    }
    const [, indent = '', marks = '', info = ''] = open
    const end = closingLine(lines, at + 1, marks)
    if (marks.startsWith('`') && info.trim().split(/\s+/)[0] === 'steps') {
      return { text: unindent(lines.slice(at + 1, end), indent.length).join('\n'), line: at + 2 }
    }
    at = end + 1
  }
  return null
}

function closingLine(lines: readonly string[], from: number, marks: string): number {
  const found = lines.findIndex((line, index) => {
    if (index < from) return false
    const body = line.replace(/^ {0,3}/, '').trimEnd()
    return body.length >= marks.length && [...body].every((character) => character === marks[0])
  })
  return found < 0 ? lines.length : found
}

function unindent(lines: readonly string[], width: number): readonly string[] {
  return width === 0 ? lines : lines.map((line) => line.slice(Math.min(width, line.length - line.trimStart().length)))
}
