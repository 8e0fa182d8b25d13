import { useState } from 'react'
import { plural } from '../../lib/format-number.ts'
import { Button } from '../../ui/button.tsx'
import { OutputText } from '../../ui/output-text.tsx'
import { ToolLine } from '../../ui/tool-line.tsx'
import type { Round } from './gate-rows.ts'

/** Rounds on work that was changed since, folded. */
export function EarlierRounds({ rounds }: { readonly rounds: readonly Round[] }) {
  const [open, setOpen] = useState(false)
  if (rounds.length === 0) return null
  return (
    <section aria-label="Earlier rounds" className="flex flex-col gap-2">
      <Button
        kind="quiet"
        size="small"
        aria-expanded={open}
        className="-ml-2 self-start"
        onClick={() => setOpen(!open)}
      >
        {open ? 'Hide earlier rounds' : plural(rounds.length, 'earlier round')}
      </Button>
      {open &&
        rounds.map(({ gates, round }) => (
          <div key={round}>
            <h4 className="mb-1 text-12 text-muted">{`Round ${round}`}</h4>
            <ul className="flex flex-col gap-1.5">
              {gates.map(({ entry, view }) => (
                <li key={entry} className="rounded border border-line px-[9px] py-1">
                  <ToolLine verb="" code={view.command} title={view.command}>
                    <span className={view.bad ? 'text-error' : undefined}>{view.result}</span>
                  </ToolLine>
                  {view.bad && view.output !== '' && (
                    <OutputText text={view.output} label={`Output of ${view.command}`} lines={4} />
                  )}
                </li>
              ))}
            </ul>
          </div>
        ))}
    </section>
  )
}
