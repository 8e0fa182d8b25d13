import { promptSizeLimit } from '../../../../shared/domain/thread/prompt-limits.ts'
import { type Failure, failure } from '../../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import { formatBytes } from '../../../lib/format-number.ts'
import { newId } from '../../../lib/new-id.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import type { Attachment } from './draft.ts'

/** In bytes. */
const fileLimit = 256_000

const imageTypes: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** A file that was chosen, dropped or pasted, as something to send. Fails where it can't go along; nothing is lost. */
export async function readAttachment(file: File): Promise<Result<Attachment, Failure>> {
  const name = file.name === '' ? 'Pasted' : file.name
  return imageTypes.has(file.type) ? readImage(file, name) : readText(file, name)
}

async function readImage(file: File, name: string): Promise<Result<Attachment, Failure>> {
  // Four characters for three bytes.
  const size = Math.ceil(file.size / 3) * 4
  if (size > promptSizeLimit) return err(tooLarge(name, file.size, Math.floor((promptSizeLimit / 4) * 3)))
  const data = base64(new Uint8Array(await file.arrayBuffer()))
  return ok({ kind: 'image', id: newId(), name, mimeType: file.type, data })
}

function base64(bytes: Uint8Array): string {
  let characters = ''
  for (const byte of bytes) characters += String.fromCharCode(byte)
  return btoa(characters)
}

async function readText(file: File, name: string): Promise<Result<Attachment, Failure>> {
  if (file.size > fileLimit) return err(tooLarge(name, file.size, fileLimit))
  const text = decoded(await file.arrayBuffer())
  if (text === null || text.includes('\0')) {
    return err(
      failure(
        'attachment-not-text',
        `${visibleLine(name)} is neither text nor a picture that agents take; it was not attached.`,
        'Put it into the repository and name it in the prompt, or attach PNG, JPEG, GIF, WebP or text.',
      ),
    )
  }
  return ok({ kind: 'file', id: newId(), name, text })
}

function decoded(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function tooLarge(name: string, size: number, limit: number): Failure {
  return failure(
    'attachment-too-large',
    `${visibleLine(name)} has ${formatBytes(size)}, the limit is ${formatBytes(limit)}; it was not attached.`,
    'Put it into the repository and name it in the prompt.',
  )
}
