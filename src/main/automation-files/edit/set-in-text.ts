import { type Document, isAlias, isCollection, isMap, isScalar, isSeq, stringify } from 'yaml'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import { nested, type Path } from './changed-content.ts'
import { afterLine, columnOf, type Entry, entryAt, findEntry, type Holder, isInBrackets } from './entries.ts'
import { inline, onLines } from './written-value.ts'

/** The text with one field said anew and nothing else touched; null where that takes more than a splice. */
export function setInText(document: Document, text: string, [path, value]: readonly [Path, JsonValue]): string | null {
  if (document.contents === null) return `${withEnd(text)}${stringify(nested(path, value), { lineWidth: 0 })}`
  const { entry, node, rest } = findEntry(document, text, path)
  const [step, ...deeper] = rest
  if (step === undefined) return entry === null ? null : replaced(text, entry, value)
  // What it stands for is said elsewhere, and for others too.
  if (isAlias(node)) return null
  if (isMap(node) || isSeq(node)) return added(text, node, [step, nested(deeper, value)])
  return entry === null ? null : replaced(text, entry, nested(rest, value))
}

function replaced(text: string, entry: Entry, value: JsonValue): string | null {
  const { end, holder, start, value: old } = entry
  if (holder.flow === true || fitsOneLine(entry, value)) {
    const [from, to] = old?.range ?? [end, end]
    const space = from > 0 && /[:-]/.test(text[from - 1] ?? '') ? ' ' : ''
    return splice(text, [from, to], space + inline(value, old, !(isInBrackets(old) && /\S/.test(text[from + 1] ?? ''))))
  }
  const lines = onLines(nameOf(holder, entry.index), value, columnOf(text, start))
  return splice(text, [start, end], lines + (text[end - 1] === '\n' ? '\n' : ''))
}

/** Whether the new value may stand where the old one does, behind the name. */
function fitsOneLine({ value: old }: Entry, value: JsonValue): boolean {
  if (typeof value === 'object' && value !== null) return isInBrackets(old)
  if (typeof value === 'string' && value.includes('\n')) return false
  if (isCollection(old)) return old.flow === true
  return !(isScalar(old) && /^BLOCK/.test(old.type ?? ''))
}

function added(text: string, holder: Holder, [step, value]: readonly [string | number, JsonValue]): string | null {
  const name = isMap(holder) ? String(step) : null
  const last = entryAt(holder, holder.items.length - 1, text)
  if (holder.flow === true) return addedInBrackets(text, holder, { name, value, last })
  const first = entryAt(holder, 0, text)
  if (first === null || last === null) return null
  const column = columnOf(text, first.start)
  const at = afterLine(text, last.end)
  const before = withEnd(text.slice(0, at))
  return `${before}${' '.repeat(column)}${onLines(name, value, column)}\n${text.slice(at)}`
}

interface New {
  readonly name: string | null
  readonly value: JsonValue
  readonly last: Entry | null
}

function addedInBrackets(text: string, { range }: Holder, { last, name, value }: New): string | null {
  const said = name === null ? inline(value, null) : `${inline(name, null)}: ${inline(value, null)}`
  if (last !== null) return splice(text, [last.end, last.end], `, ${said}`)
  return range == null ? null : splice(text, [range[0], range[1]], name === null ? `[${said}]` : `{ ${said} }`)
}

function nameOf(holder: Holder, index: number): string | null {
  if (!isMap(holder)) return null
  const key = holder.items[index]?.key
  return isScalar(key) ? String(key.value) : String(key)
}

function splice(text: string, [from, to]: readonly [number, number], put: string): string {
  return text.slice(0, from) + put + text.slice(to)
}

function withEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}
