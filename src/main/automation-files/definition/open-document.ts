import { type Document, isScalar, LineCounter, parseDocument, visit, type YAMLMap } from 'yaml'
import { automationLimits } from '../../../shared/domain/automation/definition.ts'
import type { FileProblem } from '../../../shared/domain/automation/state.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { boundedMessage } from './bounded-message.ts'

export interface OpenDocument {
  readonly text: string
  readonly document: Document
  readonly lines: LineCounter
  readonly content: unknown
}

/** Of one file; the first ones are the useful ones. */
export const problemsTold = 50

/** A text as YAML with its places, or why it is none. Nothing in it grows without end. */
export function openDocument(text: string): Result<OpenDocument, readonly FileProblem[]> {
  if (text.length > automationLimits.file) return err([tooLong(text.length)])
  const lines = new LineCounter()
  // The library compares all names of a map with all others; it is done below in one look at each. Nor is
  // a picture of each place wanted, which would be most of the work where there are many problems.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false })
  const broken = [...document.errors, ...document.warnings].map(({ message, pos }) => ({ offset: pos[0], message }))
  const wrong = broken.length > 0 ? broken : nameProblems(document)
  if (wrong.length > 0) return err(wrong.slice(0, problemsTold).map((one) => placed(one, lines)))
  try {
    return ok({ text, document, lines, content: document.toJS({ maxAliasCount: 100 }) as unknown })
  } catch (error) {
    // Aliases that would grow without end.
    if (!(error instanceof ReferenceError)) throw error
    return err([
      {
        ...placed({ offset: 0, message: error.message }, lines),
        remedy: 'Write out what the aliases stand for.',
      },
    ])
  }
}

interface Wrong {
  readonly offset: number
  readonly message: string
}

function nameProblems(document: Document): readonly Wrong[] {
  const found: Wrong[] = []
  visit(document, { Map: (_key, map) => void found.push(...namesOf(map)) })
  return found
}

function* namesOf(map: YAMLMap): Iterable<Wrong> {
  const seen = new Set<string>()
  for (const { key } of map.items) {
    const offset = (isScalar(key) ? key.range?.[0] : undefined) ?? map.range?.[0] ?? 0
    const name = isScalar(key) ? String(key.value) : null
    if (name === null) yield { offset, message: 'The name of a field must be plain text.' }
    else if (seen.has(name)) yield { offset, message: `“${name}” stands here twice.` }
    else seen.add(name)
  }
}

function placed({ message, offset }: Wrong, lines: LineCounter): FileProblem {
  const { col, line } = lines.linePos(offset)
  const remedy = 'Correct the YAML at this place.'
  return { code: 'yaml', message: sentence(message), remedy, line: Math.max(line, 1), column: Math.max(col, 1) }
}

function sentence(message: string): string {
  const bounded = boundedMessage(message)
  return /[.…]$/.test(bounded) ? bounded : `${bounded}.`
}

function tooLong(length: number): FileProblem {
  const message = `The file has ${length} characters, the limit is ${automationLimits.file}.`
  return { code: 'too-large', message, remedy: 'Shorten it.', line: 1, column: 1 }
}
