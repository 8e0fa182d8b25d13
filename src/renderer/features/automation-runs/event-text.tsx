import { useCallback } from 'react'
import { automationLimits } from '../../../shared/domain/automation/definition.ts'
import type { FiringId } from '../../../shared/kernel/ids.ts'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import type { HostApi } from '../../client/host-api.ts'
import { useAnswer } from '../../client/use-answer.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'
import { Scroller } from '../../ui/scroller.tsx'
import { eventLines } from './event-lines.ts'

/** What an event said, quoted: it is a stranger's text, whoever it says it is. */
export function EventText({ firing }: { readonly firing: FiringId }) {
  const { value, failure } = useAnswer(useCallback((api: HostApi) => api.automations.event({ firing }), [firing]))
  if (failure !== null) return <FailureNote quiet failure={failure} />
  if (value === null) return <QuietLoading text="Reading what it said" />
  if (value.fields === null) {
    return <span className="text-muted">{`What it said was deleted after ${automationLimits.payloadDays} days.`}</span>
  }
  return <EventFields fields={value.fields} />
}

function EventFields({ fields }: { readonly fields: JsonObject }) {
  const lines = eventLines(fields)
  if (lines.length === 0) return <span className="text-muted">It said nothing.</span>
  return (
    <Scroller label="What the event said" className="max-h-60 rounded border border-line bg-bg px-2.5 py-1.5">
      <dl className="grid grid-cols-[minmax(72px,max-content)_minmax(0,1fr)] gap-x-3 gap-y-0.5">
        {lines.map(({ field, text }) => (
          <div key={field} className="col-span-2 grid grid-cols-subgrid">
            <dt className="font-mono text-12 text-muted">{visibleLine(field)}</dt>
            <dd className="min-w-0 border-l-2 border-line pl-2 whitespace-pre-wrap wrap-anywhere">
              {text === '' ? <span className="text-faint">empty</span> : visibleText(text)}
            </dd>
          </div>
        ))}
      </dl>
    </Scroller>
  )
}
