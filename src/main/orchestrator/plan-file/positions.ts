import { type Document, isMap, isNode, isPair, isScalar, isSeq, type LineCounter, type Node } from 'yaml'

export interface Position {
  /** Both count from 1. */
  readonly line: number
  readonly column: number
}

type Path = readonly (string | number)[]

/**
 * Where a path leads in a document. A field stands where its name does, an item where it begins; what isn't there,
 * where the innermost thing around it is.
 */
export function positionOf(document: Document, lines: LineCounter, path: Path): Position {
  const { col, line } = lines.linePos(offsetOf(document, path))
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

function offsetOf(document: Document, path: Path): number {
  let node = document.contents as unknown
  let offset = startOf(node) ?? 0
  for (const [depth, step] of path.entries()) {
    const found = child(document, node, step)
    if (found === null) return offset
    const own = depth === path.length - 1 ? found.offset : (startOf(found.node) ?? found.offset)
    offset = own ?? offset
    node = found.node
  }
  return offset
}

interface Child {
  readonly node: unknown
  readonly offset: number | undefined
}

function child(document: Document, parent: unknown, step: string | number): Child | null {
  const node = resolved(document, parent)
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : String(key)) === String(step))
    return pair === undefined || !isPair(pair) ? null : { node: pair.value, offset: startOf(pair.key) }
  }
  if (!isSeq(node) || typeof step !== 'number') return null
  const item: unknown = node.items[step]
  return item === undefined ? null : { node: item, offset: startOf(item) }
}

/** What an alias stands for, so that a place inside of it can be told. */
function resolved(document: Document, node: unknown): unknown {
  if (!isNode(node) || !('source' in node) || !('resolve' in node)) return node
  return (node as unknown as { resolve(document: Document): Node | undefined }).resolve(document)
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}
