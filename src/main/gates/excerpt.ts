/** Of a gate's output as an agent gets it, in UTF-16 units. */
export const excerptLength = 8000
const contextLines = 4
const contextLength = 1000
const note = '\n…\n'
/** For the first failure; the rest is for the end, where runners sum up. */
const failureLength = 5000

/** How runners and compilers begin to tell what is wrong, the telling ones first. */
const marks: readonly RegExp[] = [
  /^[^\S\n]*(?:✗|✖|×|●|not ok \d|--- FAIL:|FAIL(?:ED)?\b|FAILURES|={3,} (?:FAILURES|ERRORS)|thread '.*' panicked)/m,
  /\berror(?:\[[A-Z]?\d+\]|:| TS\d+:)/im,
  /\b(?:Assertion|Type|Reference|Syntax|Value|Key|Runtime)?Error\b|Traceback \(most recent|panicked at|Exception\b/m,
]

/** The first failure with what is around it, and the end. The same for the same output. */
export function excerptOf(output: string): string {
  const text = output.trimEnd()
  if (text.length <= excerptLength) return text
  const from = firstFailure(text)
  const room = excerptLength - note.length * 2
  if (from === null || from >= text.length - room) return note.trimStart() + clean(text.slice(-room))
  const failure = clean(text.slice(from, from + failureLength))
  const rest = clean(text.slice(Math.max(from + failureLength, text.length - (room - failure.length))))
  return `${from > 0 ? note.trimStart() : ''}${failure}${note}${rest}`
}

function firstFailure(text: string): number | null {
  for (const mark of marks) {
    const found = mark.exec(text)
    if (found !== null) return linesBefore(text, found.index)
  }
  return null
}

function linesBefore(text: string, index: number): number {
  let at = index
  for (let line = 0; line < contextLines && at > 0; line += 1) at = text.lastIndexOf('\n', at - 2) + 1
  return Math.max(at, index - contextLength)
}

/** Cutting must not leave half a character. */
function clean(text: string): string {
  return text.replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '')
}
