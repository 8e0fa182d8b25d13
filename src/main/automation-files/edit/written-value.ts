import { Document, isScalar, type Node, Scalar, stringify } from 'yaml'
import type { JsonValue } from '../../../shared/kernel/json.ts'

const plain = { lineWidth: 0 } as const

/** On one line, as it stands between brackets or behind a name. A text keeps the quotes of the one it replaces. */
export function inline(value: JsonValue, replaced: Node | null, padded = true): string {
  if (typeof value === 'string' && isScalar(replaced) && /^QUOTE/.test(replaced.type ?? '') && !value.includes('\n')) {
    const scalar = new Scalar(value)
    if (replaced.type !== undefined) scalar.type = replaced.type
    return trimmed(new Document(scalar).toString(plain))
  }
  // As the only entry of a list in brackets, so that what would end one is quoted.
  return trimmed(stringify([value], { ...plain, collectionStyle: 'flow', flowCollectionPadding: padded }))
    .slice(1, -1)
    .trim()
}

/** A field of a map or, without a name, an entry of a list, on lines of its own that begin at a column. */
export function onLines(name: string | null, value: JsonValue, column: number): string {
  const text = trimmed(stringify(name === null ? [value] : { [name]: value }, plain))
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(column)}`)
}

function trimmed(text: string): string {
  return text.replace(/\n$/, '')
}
