import { type ReactNode, useCallback } from 'react'
import type { Automation } from '../../../shared/domain/automation/state.ts'
import type { ProjectId } from '../../../shared/kernel/ids.ts'
import { useNow } from '../../client/clock.ts'
import type { HostApi } from '../../client/host-api.ts'
import { useAnswer } from '../../client/use-answer.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { countWords, spendWords, usefulWords } from './outcome-figures.ts'

interface OutcomeFactsProps {
  readonly automation: Automation
  readonly project: ProjectId
}

/** How it went in figures, and when it fires next. */
export function OutcomeFacts({ automation, project }: OutcomeFactsProps) {
  const now = useNow(10_000)
  const next = useNext(automation, project)
  const useful = usefulWords(automation)
  return (
    <p className="mt-0.5 flex flex-wrap gap-x-4 text-muted">
      {automation.counts.fired > 0 && <span>{countWords(automation)}</span>}
      {useful !== null && <Figure title="Landed, or written where the event came from">{useful}</Figure>}
      {automation.counts.dispatched > 0 && <Figure>{spendWords(automation, now)}</Figure>}
      {automation.firedAt !== null && (
        <Figure>
          Last event <RelativeTime at={automation.firedAt} now={now} />
        </Figure>
      )}
      {automation.on && next !== null && (
        <Figure>
          Next <RelativeTime at={next} now={now} />
        </Figure>
      )}
    </p>
  )
}

function Figure({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  return (
    <span title={title} className="@min-[720px]:whitespace-nowrap">
      {children}
    </span>
  )
}

/** When it fires next; asked again with each firing and each new definition. */
function useNext({ id, firedAt, revision }: Automation, project: ProjectId): number | null {
  const { value } = useAnswer(
    useCallback(
      async (api: HostApi) => {
        // Both change when it fires next.
        const about = { firedAt, revision }
        return { about, facts: await api.automations.facts({ project }) }
      },
      [project, firedAt, revision],
    ),
  )
  return value?.facts.find(({ automation }) => automation === id)?.next ?? null
}
