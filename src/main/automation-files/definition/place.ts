import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node } from 'yaml'
import type { FileProblem } from '../../../shared/domain/automation/state.ts'
import { boundedMessage } from './bounded-message.ts'
import type { DraftProblem } from './draft-problem.ts'
import type { OpenDocument } from './open-document.ts'

/** A problem with its line and column. A field stands where its name does, what isn't there where the innermost thing around it is. */
export function placeOf(opened: OpenDocument, problem: DraftProblem): FileProblem {
  const { code, message, remedy } = problem
  const { col, line } = opened.lines.linePos(offsetOf(opened, problem))
  const bounded = { message: boundedMessage(message), remedy: boundedMessage(remedy) }
  return { code, ...bounded, line: Math.max(line, 1), column: Math.max(col, 1) }
}

function offsetOf({ document, text }: OpenDocument, { index, path }: DraftProblem): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const [depth, step] of path.entries()) {
    const found = child(resolved(document, node), step)
    if (found === null) return offset
    const own = depth === path.length - 1 ? found.offset : (startOf(found.node) ?? found.offset)
    offset = own ?? offset
    node = found.node
  }
  return index === undefined ? offset : (withinText(text, resolved(document, node), index) ?? offset)
}

/**
 * Where a brace of a text stands in the file. Quoting and indentation move it, so it is counted: the third pair of
 * braces of the value is the third in what is written. Null where that doesn't lead to it.
 */
function withinText(text: string, node: unknown, index: number): number | null {
  if (!isScalar(node) || typeof node.value !== 'string' || node.range == null) return null
  const before = node.value.slice(0, index).split('{{').length - 1
  const [start, end] = node.range
  let at = text.indexOf('{{', start)
  for (let count = 0; count < before && at >= 0; count += 1) at = text.indexOf('{{', at + 2)
  return at >= 0 && at < end ? at : null
}

function child(node: unknown, step: string | number) {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : '') === String(step))
    return pair === undefined ? null : { node: pair.value as unknown, offset: startOf(pair.key) }
  }
  if (!isSeq(node) || typeof step !== 'number') return null
  const item: unknown = node.items[step]
  return item === undefined ? null : { node: item, offset: startOf(item) }
}

/** What an alias stands for, so that a place inside of it can be told. */
function resolved(document: Document, node: unknown): Node | unknown {
  return isAlias(node) ? node.resolve(document) : node
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}
