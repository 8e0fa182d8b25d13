import type { ToolContent, ToolPatch } from '../../../../shared/transcript/update.ts'
import { asList, asObject, type RawObject } from './raw.ts'

/** The exact text of what would be allowed, whole: the command, the change, the input, else the paths. */
export function permissionDetail(tool: ToolPatch): string {
  const input = asObject(tool.input)
  const candidates = [
    commandText(input),
    (tool.content ?? []).map(diffText).filter(notEmpty).join('\n'),
    inputText(input, tool),
    (tool.paths ?? []).join('\n'),
    (tool.content ?? []).map(plainText).filter(notEmpty).join('\n'),
  ]
  return candidates.find(notEmpty) ?? tool.title ?? ''
}

function notEmpty(text: string): boolean {
  return text !== ''
}

/** The command first, then whatever else the agent sends with it, since that may change what it means. */
function commandText(input: RawObject | null): string {
  if (input === null) return ''
  const { command, ...rest } = input
  const text = commandLine(command)
  return text === null ? '' : [text, ...fieldLines(rest)].join('\n')
}

/** A command, given as a text or as words; null where it is neither. */
export function commandLine(command: unknown): string | null {
  const words = asList(command)
  const text = words === null ? command : words.map((word) => quoteWord(String(word))).join(' ')
  return typeof text === 'string' && text !== '' ? text : null
}

function inputText(input: RawObject | null, tool: ToolPatch): string {
  if (input !== null) return fieldLines(input).join('\n')
  return tool.input === undefined ? '' : valueText(tool.input)
}

function fieldLines(fields: RawObject): readonly string[] {
  return Object.entries(fields)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}: ${valueText(value)}`)
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

/** As a shell would need it, so that where each argument ends can be seen. */
function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

function plainText(content: ToolContent): string {
  return content.kind === 'text' ? content.text : ''
}

/** The lines that change, without the unchanged ones before and after them. */
function diffText(content: ToolContent): string {
  if (content.kind !== 'diff') return ''
  const before = content.before === null ? [] : content.before.split('\n')
  const after = content.after.split('\n')
  const head = commonLength(before, after)
  const tail = commonLength(before.slice(head).toReversed(), after.slice(head).toReversed())
  const removed = before.slice(head, before.length - tail).map((line) => `-${line}`)
  const added = after.slice(head, after.length - tail).map((line) => `+${line}`)
  const place = content.before === null ? 'new file' : `line ${head + 1}`
  return [`${content.path} (${place}, +${added.length} −${removed.length})`, ...removed, ...added].join('\n')
}

function commonLength(left: readonly string[], right: readonly string[]): number {
  const different = left.findIndex((line, index) => line !== right[index])
  return different === -1 ? Math.min(left.length, right.length) : different
}
