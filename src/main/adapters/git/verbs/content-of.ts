import { isUtf8 } from 'node:buffer'
import type { FileContent } from '../../../../shared/contract/channels/review.ts'

/** Bytes that a picture begins with, and where. The name of a file says nothing. */
const pictures = [
  { mimeType: 'image/png', marks: [[0, '89504e470d0a1a0a']] },
  { mimeType: 'image/jpeg', marks: [[0, 'ffd8ff']] },
  { mimeType: 'image/gif', marks: [[0, '47494638']] },
  {
    mimeType: 'image/webp',
    marks: [
      [0, '52494646'],
      [8, '57454250'],
    ],
  },
] as const

/** Valid UTF-8 is text, SVG pictures among it; with a zero byte it isn't, as git itself judges. */
export function contentOf(blob: string, content: Buffer): FileContent {
  const bytes = content.length
  if (isUtf8(content) && !content.includes(0)) return { kind: 'text', text: content.toString('utf8'), blob, bytes }
  const picture = pictures.find(({ marks }) => marks.every(([at, mark]) => hexAt(content, at, mark.length) === mark))
  if (picture === undefined) return { kind: 'binary', blob, bytes }
  return { kind: 'image', mimeType: picture.mimeType, base64: content.toString('base64'), blob, bytes }
}

function hexAt(content: Buffer, at: number, length: number): string {
  return content.toString('hex', at, at + length / 2)
}
