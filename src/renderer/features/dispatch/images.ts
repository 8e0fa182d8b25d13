import { keptValues } from '../../client/kept-host.ts'
import { newId } from '../../lib/new-id.ts'
import type { DraftImage } from './draft.ts'
import { changeDraft, readDraft } from './draft-store.ts'

/** Images are large: each is kept by itself, so that writing a word doesn't write them all again. */
const keyOf = (id: string) => `dispatch.image/${id}`

/** In characters of base64; leaves a prompt room for its text. */
const sizeLimit = 900_000
const types = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']

/** The content as base64; undefined where it was too large to survive a restart. */
export function imageData(id: string): string | undefined {
  const data = keptValues.get(keyOf(id))
  return typeof data === 'string' ? data : undefined
}

export function removeImage(id: string): void {
  keptValues.set(keyOf(id), null)
  changeDraft((draft) => ({ ...draft, images: draft.images.filter((image) => image.id !== id) }))
}

/** Those of a draft that was dispatched. */
export function forgetImages(images: readonly DraftImage[]): void {
  for (const { id } of images) keptValues.set(keyOf(id), null)
}

/** Attaches the images among the files; answers what was not attached, and why. */
export async function attachImages(files: readonly File[]): Promise<string | null> {
  const refused: string[] = []
  for (const file of files) {
    const why = await attach(file)
    if (why !== null) refused.push(why)
  }
  return refused.length === 0 ? null : refused.join(' ')
}

async function attach(file: File): Promise<string | null> {
  const name = file.name === '' ? 'Pasted image' : file.name
  if (!types.includes(file.type)) return `${name} is no PNG, JPEG, GIF or WebP image; it was not attached.`
  const data = base64Of(new Uint8Array(await file.arrayBuffer()))
  const before = readDraft().images.reduce((sum, { id }) => sum + (imageData(id)?.length ?? 0), 0)
  if (before + data.length > sizeLimit) {
    return `${name} was not attached: the images of one prompt may have ${Math.floor((sizeLimit * 3) / 4000)} kB together.`
  }
  const image: DraftImage = { id: newId(), name, mimeType: file.type }
  keptValues.set(keyOf(image.id), data)
  changeDraft((draft) => ({ ...draft, images: [...draft.images, image] }))
  return null
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
