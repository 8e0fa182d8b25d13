import type { JsonValue } from '../../../../shared/kernel/json.ts'
import type { ToolContent } from '../../../../shared/transcript/update.ts'
import { asObject, asString, type RawObject } from './raw.ts'

/** A content block's text or image, or null for any other kind. */
export function convertBlock(value: unknown): Extract<ToolContent, { kind: 'text' | 'image' }> | null {
  const block = asObject(value)
  if (block === null) return null
  if (block.type === 'text' && typeof block.text === 'string') return { kind: 'text', text: block.text }
  if (block.type === 'image' && typeof block.data === 'string' && typeof block.mimeType === 'string') {
    return { kind: 'image', mimeType: block.mimeType, data: block.data }
  }
  return null
}

/** One piece of a tool call's content; what this version doesn't know is kept raw. */
export function convertToolContent(value: unknown): ToolContent {
  const content = asObject(value)
  const converted = content === null ? null : convertKnown(content)
  return converted ?? { kind: 'raw', value: value as JsonValue }
}

function convertKnown(content: RawObject): ToolContent | null {
  if (content.type === 'content') return convertBlock(content.content)
  if (content.type !== 'diff') return null
  const path = asString(content.path)
  const after = asString(content.newText)
  if (path === null || after === null) return null
  return { kind: 'diff', path, before: asString(content.oldText), after }
}
