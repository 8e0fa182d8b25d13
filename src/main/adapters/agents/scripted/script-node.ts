import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { ScriptProblem } from './script-problem.ts'

/** A YAML value that knows its line in the script, counted from 1. */
export type ScriptNode =
  | { readonly kind: 'scalar'; readonly line: number; readonly value: unknown; readonly source: string }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly ScriptNode[] }
  | { readonly kind: 'map'; readonly line: number; readonly entries: readonly ScriptEntry[] }

export interface ScriptEntry {
  readonly line: number
  readonly key: string
  readonly value: ScriptNode
}

/** Aliases may multiply a small text into a huge tree; a script this large is a mistake. */
const NODE_LIMIT = 100_000
/** Following one means a search through the document. */
const ALIAS_COST = 100

export interface ReadDocument {
  readonly root: ScriptNode
  readonly problems: readonly ScriptProblem[]
}

export function readDocument(text: string): ReadDocument {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true })
  const problems = document.errors.map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    step: null,
    message: `not valid YAML: ${error.message}`,
  }))
  if (problems.length > 0) return { root: emptyNode(1), problems }
  const reader: NodeReader = { document, lines, left: NODE_LIMIT, problems: [] }
  const root = readNode(document.contents, 1, reader)
  return { root, problems: reader.problems }
}

interface NodeReader {
  readonly document: Document
  readonly lines: LineCounter
  left: number
  readonly problems: ScriptProblem[]
}

function emptyNode(line: number): ScriptNode {
  return { kind: 'scalar', line, value: null, source: '' }
}

function readNode(node: Node | null | undefined, parentLine: number, reader: NodeReader): ScriptNode {
  const line = lineOf(node, parentLine, reader)
  reader.left -= isAlias(node) ? ALIAS_COST : 1
  if (reader.left < 0) {
    if (reader.problems.length === 0) reader.problems.push({ line, step: null, message: 'the script is too large' })
    return emptyNode(line)
  }
  if (isAlias(node)) return readNode(node.resolve(reader.document), line, reader)
  if (isScalar(node)) return { kind: 'scalar', line, value: node.value, source: node.source ?? String(node.value) }
  if (isSeq(node)) return { kind: 'list', line, items: node.items.map((item) => readNode(asNode(item), line, reader)) }
  if (isMap(node)) {
    const entries = node.items.map((pair) => {
      const key = asNode(pair.key)
      const keyLine = lineOf(key, line, reader)
      const name = isScalar(key) ? (key.source ?? String(key.value)) : '?'
      return { line: keyLine, key: name, value: readNode(asNode(pair.value), keyLine, reader) }
    })
    return { kind: 'map', line, entries }
  }
  return emptyNode(line)
}

function asNode(value: unknown): Node | null {
  return isScalar(value) || isSeq(value) || isMap(value) || isAlias(value) ? value : null
}

function lineOf(node: Node | null | undefined, fallback: number, reader: NodeReader): number {
  const start = node?.range?.[0]
  return start === undefined ? fallback : reader.lines.linePos(start).line
}
