import type { FilterVerdict } from '../../../shared/domain/automation/state.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Glyph } from '../../ui/glyph.tsx'

/** What was true of the event for each filter, and whether that passed. */
export function Verdicts({ verdicts }: { readonly verdicts: readonly FilterVerdict[] }) {
  // Filters that say the same come to the same.
  const distinct = new Map(verdicts.map((verdict) => [verdict.words, verdict]))
  return (
    <ul>
      {[...distinct.values()].map(({ words, passed }) => (
        <li key={words} className="flex items-baseline gap-1.5">
          <Glyph kind={passed ? 'done' : 'stopped'} name={passed ? 'Passes:' : 'Does not pass:'} />
          <span className={passed ? undefined : 'text-error'}>{visibleLine(words)}</span>
        </li>
      ))}
    </ul>
  )
}
