import type { Cluster } from '../../../shared/domain/topology/state.ts'
import { useNow } from '../../client/clock.ts'
import { placesOf } from '../../lib/coupling-words.ts'
import { formatDuration } from '../../lib/format-duration.ts'
import { formatCount, plural } from '../../lib/format-number.ts'
import { relativeTime } from '../../lib/format-time.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { CodeText } from '../../ui/code-text.tsx'
import { SectionHeader } from '../../ui/section-header.tsx'

const shownSpots = 4

const titles: Readonly<Record<Cluster['state']['kind'], string>> = {
  proposed: 'Proposed team',
  team: 'Working together',
  dissolved: 'Worked together',
}

/** Why a thread is in a team, or might be, and what the team has used. */
export function TeamHead({ cluster }: { readonly cluster: Cluster }) {
  const { state, members, because, spots, since, pinned, score, used, budget } = cluster
  const places = placesOf(spots)
  const now = useNow(60_000)
  const facts = [
    sinceWords(state.kind, since, now),
    score === null ? '' : `coupling ${score.toFixed(2)}`,
    pinned ? 'pinned' : '',
  ].filter((fact) => fact !== '')
  return (
    <section aria-label={titles[state.kind]}>
      <SectionHeader
        level={3}
        title={titles[state.kind]}
        detail={`${plural(members.length, 'task')}, ${facts.join(', ')}`}
      />
      <div className="flex flex-col gap-1 border-b border-soft px-4 py-2">
        <p className="wrap-anywhere">{visibleText(because)}</p>
        {places.length > 0 && (
          <ul aria-label="Where they meet" className="flex flex-wrap gap-x-3 text-muted">
            {places.slice(0, shownSpots).map((place) => (
              <li key={place} className="min-w-0 truncate">
                <CodeText text={place} />
              </li>
            ))}
            {places.length > shownSpots && <li className="text-12">{`and ${places.length - shownSpots} more`}</li>}
          </ul>
        )}
        <p className="text-12 text-muted">
          {state.kind === 'proposed' && 'Its members know nothing of it. Accept or decline it on the board.'}
          {state.kind === 'dissolved' && `Back to the queue: ${visibleText(state.because)}`}
          {state.kind === 'team' &&
            `${used.messages} of ${plural(budget.messages, 'message')}, ${formatCount(used.tokens)} of ${formatCount(budget.tokens)} tokens`}
        </p>
      </div>
    </section>
  )
}

function sinceWords(kind: Cluster['state']['kind'], since: number, now: number): string {
  if (kind === 'team') return `for ${formatDuration(Math.max(60_000, now - since))}`
  return kind === 'proposed' ? `proposed ${relativeTime(since, now)}` : `until ${relativeTime(since, now)}`
}
