import { isDeepStrictEqual } from 'node:util'
import { type Document, isMap, isSeq } from 'yaml'
import type { FormChange } from '../../../shared/contract/automation-views.ts'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import { isShallow } from '../../../shared/kernel/is-shallow.ts'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type OpenDocument, openDocument } from '../definition/open-document.ts'
import { contentAt, type Path, withoutField, withSet } from './changed-content.ts'
import { setInText } from './set-in-text.ts'
import { takeOutOfText } from './take-out-of-text.ts'

/** Steps of a path. */
const deepest = 20

/**
 * A file's text with fields changed as a form does it: what isn't named stays as it is written, to the byte. A change
 * to what stands there already is none. Each result is read again and must say what was asked for.
 */
export function applyChanges(
  text: string,
  changes: readonly FormChange[],
): Result<string, Failure<'text-broken' | 'edit-impossible'>> {
  let now = text
  for (const change of changes) {
    const opened = openDocument(now)
    if (!opened.ok) return err(broken(opened.error[0]?.line ?? 1))
    const changed = applied(opened.value, change)
    if (changed === null) return err(impossible(change))
    now = changed
  }
  return ok(now)
}

function applied(opened: OpenDocument, { path, value }: FormChange): string | null {
  const { content, document, text } = opened
  if (path.length === 0 || path.length > deepest || !path.every(isStep)) return null
  if (value !== undefined && !isShallow(value)) return null
  if (isDeepStrictEqual(contentAt(content, path), value)) return text
  const wanted = value === undefined ? withoutField(content, path) : withSet(content, path, value)
  const spliced = value === undefined ? takeOutOfText(document, text, path) : setInText(document, text, [path, value])
  const written = spliced === null ? null : withEndingsOf(text, spliced)
  if (written !== null && says(written, wanted)) return written
  const rewritten = rewrittenBy(document, path, value)
  return rewritten !== null && says(rewritten, wanted) ? rewritten : null
}

/** Rare: the library writes the document again, which keeps comments and order, but not every space. */
function rewrittenBy(document: Document, path: Path, value: JsonValue | undefined): string | null {
  if (!takes(path.length > 1 ? document.getIn(path.slice(0, -1)) : document.contents, path)) return null
  if (value === undefined) document.deleteIn(path)
  else document.setIn(path, typeof value === 'object' ? document.createNode(value) : value)
  return document.toString({ lineWidth: 0 })
}

/** Whether what stands around a field could hold one of that name; the library throws where it can't. */
function takes(around: unknown, path: Path): boolean {
  if (isSeq(around)) return typeof path.at(-1) === 'number'
  return isMap(around) || (path.length === 1 && around === null)
}

function isStep(step: unknown): boolean {
  return typeof step === 'string' || (Number.isInteger(step) && Number(step) >= 0)
}

function says(text: string, wanted: unknown): boolean {
  const opened = openDocument(text)
  return opened.ok && isDeepStrictEqual(opened.value.content ?? undefined, wanted)
}

/** What was put in ends its lines as the file does. */
function withEndingsOf(text: string, changed: string): string {
  return /\r\n/.test(text) && !/[^\r]\n/.test(text) ? changed.replace(/(?<!\r)\n/g, '\r\n') : changed
}

function broken(line: number) {
  const message = `The text is no YAML at line ${line}; nothing was changed.`
  return failure('text-broken', message, 'Correct it there first, in the text.')
}

function impossible({ path }: FormChange) {
  const message = `${path.join('.')} can't be changed by a form, because of how the file is written; nothing was changed.`
  return failure('edit-impossible', message, 'Change it in the text.')
}
