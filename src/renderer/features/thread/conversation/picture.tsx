import type { JsonValue } from '../../../../shared/kernel/json.ts'
import { imageView } from './entry-view.ts'

export interface PictureProps {
  readonly mimeType: JsonValue | undefined
  readonly data: JsonValue | undefined
}

/** A picture that came with the conversation itself; nothing is fetched for it. */
export function Picture(image: PictureProps) {
  const view = imageView(image)
  if (view === null) return <p className="text-muted">[a picture that can't be shown]</p>
  return (
    <img
      src={`data:${view.mimeType};base64,${view.data}`}
      alt="From the agent"
      className="max-h-80 max-w-full rounded border border-line object-contain"
    />
  )
}
