import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Path } from './changed-content.ts'

export type Holder = YAMLMap | YAMLSeq

/** One entry of a map or a list, where it stands in the text. */
export interface Entry {
  readonly holder: Holder
  readonly index: number
  /** Of its name or its dash; of a list in brackets, of the value. */
  readonly start: number
  /** Behind its value, before a comment that follows. */
  readonly end: number
  readonly value: Node | null
}

/** The entry at the end of a path, or the innermost thing on the way to it and what of the path is left. */
export function findEntry(document: Document, text: string, path: Path) {
  let node: unknown = document.contents
  let entry: Entry | null = null
  for (const [depth, step] of path.entries()) {
    const found = isMap(node) || isSeq(node) ? entryOf(node, step, text) : null
    if (found === null) return { entry, node, rest: path.slice(depth) }
    entry = found
    node = found.value
  }
  return { entry, node, rest: [] }
}

function entryOf(holder: Holder, step: string | number, text: string): Entry | null {
  const index = isMap(holder)
    ? holder.items.findIndex(({ key }) => isScalar(key) && String(key.value) === String(step))
    : Number(step)
  return entryAt(holder, index, text)
}

export function entryAt(holder: Holder, index: number, text: string): Entry | null {
  const item = holder.items[index]
  if (item === undefined) return null
  if (isMap(holder)) {
    const { key, value } = holder.items[index] ?? {}
    const name = isNode(key) ? key.range : null
    const node = isNode(value) ? value : null
    if (name == null) return null
    return { holder, index, start: name[0], end: node?.range?.[1] ?? name[1], value: node }
  }
  if (!isNode(item) || item.range == null) return null
  const start = holder.flow === true ? item.range[0] : text.lastIndexOf('-', item.range[0])
  return { holder, index, start, end: item.range[1], value: item }
}

/** The first place behind an entry's last line. */
export function afterLine(text: string, end: number): number {
  if (end > 0 && text[end - 1] === '\n') return end
  const next = text.indexOf('\n', end)
  return next < 0 ? text.length : next + 1
}

/** How far in the line a place is. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}

export function isInBrackets(node: unknown): boolean {
  return isCollection(node) && node.flow === true
}
