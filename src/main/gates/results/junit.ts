import type { TestResults } from '../../../shared/domain/verification/state.ts'
import { failuresTold, type TestFailure, testFailure } from './counts.ts'

/** The cases of JUnit reports, wherever in the texts they stand. Reads what it needs and is no XML parser. */
export function readJunit(texts: readonly string[]): TestResults | null {
  let [passed, failed, skipped] = [0, 0, 0]
  const failures: TestFailure[] = []
  const suites = texts.filter((text) => text.includes('<testsuite'))
  for (const found of suites.flatMap((text) => [...casesIn(text)])) {
    const failure = failureIn(found.body)
    if (failure !== null) {
      failed += 1
      if (failures.length < failuresTold) failures.push(testFailure(nameOf(found.attributes), failure))
    } else if (found.body.includes('<skipped')) skipped += 1
    else passed += 1
  }
  return passed + failed + skipped === 0 ? null : { format: 'junit', passed, failed, skipped, failures }
}

interface Case {
  readonly attributes: string
  readonly body: string
}

const opening = '<testcase'
const closing = '</testcase>'

function* casesIn(text: string): Generator<Case> {
  // Looked for once: a search to the end for each of many cases that never end would take minutes.
  const lastClosing = text.lastIndexOf(closing)
  let at = text.indexOf(opening)
  while (at >= 0) {
    const head = endOfTag(text, at)
    if (head < 0) return
    const attributes = text.slice(at + opening.length, head)
    const alone = attributes.endsWith('/') || head > lastClosing
    const end = alone ? head : text.indexOf(closing, head)
    yield { attributes, body: end > head ? text.slice(head + 1, end) : '' }
    at = text.indexOf(opening, Math.max(end, head))
  }
}

/** The `>` that ends a tag: one in a quoted value doesn't. */
function endOfTag(text: string, from: number): number {
  let quote = ''
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"' || character === "'") quote = character
    else if (character === '>') return at
  }
  return -1
}

function failureIn(body: string): string | null {
  const at = body.search(/<(?:failure|error)\b/)
  if (at < 0) return null
  const head = endOfTag(body, at)
  const attributes = body.slice(at, head < 0 ? body.length : head)
  const message = attribute(attributes, 'message')
  if (message !== '') return message
  if (head < 0 || attributes.endsWith('/')) return ''
  const end = body.slice(head + 1).search(/<\/(?:failure|error)>/)
  return unescaped(body.slice(head + 1, end < 0 ? undefined : head + 1 + end)).replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '')
}

function nameOf(attributes: string): string {
  return [attribute(attributes, 'classname'), attribute(attributes, 'name')].filter((part) => part !== '').join(' ')
}

function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return unescaped(found?.[1] ?? found?.[2] ?? '')
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

function unescaped(text: string): string {
  return text.replace(/&(?:#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]{2,4});/g, character)
}

function character(reference: string): string {
  const name = reference.slice(1, -1)
  if (!name.startsWith('#')) return named[name] ?? reference
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code <= 0x10ffff ? String.fromCodePoint(code) : reference
}
