import type { FileContent } from '../../../../shared/contract/channels/review.ts'
import { formatBytes } from '../../../lib/format-number.ts'

type Image = Extract<FileContent, { kind: 'image' }>

/** A picture as it was and as it is. */
export function ImageView({
  path,
  before,
  after,
}: {
  readonly path: string
  readonly before: FileContent
  readonly after: FileContent
}) {
  return (
    <div className="grid min-h-0 flex-1 grid-cols-2 gap-px overflow-auto bg-line">
      <Side title="Before" path={path} content={before} />
      <Side title="After" path={path} content={after} />
    </div>
  )
}

function Side({
  title,
  path,
  content,
}: {
  readonly title: string
  readonly path: string
  readonly content: FileContent
}) {
  return (
    <figure className="flex min-w-0 flex-col gap-2 bg-bg p-4">
      <figcaption className="text-12 text-muted">{`${title}, ${sizeInWords(content)}`}</figcaption>
      {content.kind === 'image' && <Picture image={content} alt={`${path}, ${title.toLowerCase()}`} />}
    </figure>
  )
}

/** Shown from its own bytes: nothing is fetched for a picture of a stranger's. */
function Picture({ image, alt }: { readonly image: Image; readonly alt: string }) {
  return (
    <img
      src={`data:${image.mimeType};base64,${image.base64}`}
      alt={alt}
      className="max-h-[70vh] max-w-full self-start border border-line object-contain"
    />
  )
}

export function sizeInWords(content: FileContent): string {
  return content.kind === 'absent' ? 'not there' : formatBytes(content.bytes)
}
