import type { Spot } from '../../../shared/domain/topology/state.ts'
import { placesOf } from '../../lib/coupling-words.ts'
import { CodeText } from '../../ui/code-text.tsx'

/** The most telling place, and how many more there are; all of them on hover. */
export function Spots({ spots }: { readonly spots: readonly Spot[] }) {
  const places = placesOf(spots)
  const [first] = places
  if (first === undefined) return null
  return (
    <span className="inline-flex max-w-full min-w-0 items-baseline" title={places.join('\n')}>
      <CodeText text={first} className="min-w-0 truncate" />
      {places.length > 1 && <span className="whitespace-pre text-muted">{` +${places.length - 1}`}</span>}
    </span>
  )
}
