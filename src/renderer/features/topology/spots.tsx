import type { Spot } from '../../../shared/domain/topology/state.ts'
import { spotWords } from '../../lib/coupling-words.ts'
import { CodeText } from '../../ui/code-text.tsx'

/** The most telling place, and how many more there are; all of them on hover. */
export function Spots({ spots }: { readonly spots: readonly Spot[] }) {
  const [first] = spots
  if (first === undefined) return null
  return (
    <span className="inline-flex max-w-full min-w-0 items-baseline" title={spots.map(spotWords).join('\n')}>
      <CodeText text={spotWords(first)} className="min-w-0 truncate" />
      {spots.length > 1 && <span className="whitespace-pre text-muted">{` +${spots.length - 1}`}</span>}
    </span>
  )
}
