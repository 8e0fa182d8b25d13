import type { HostCheck } from '../../../shared/contract/channels/host.ts'
import type { Answer } from '../../client/use-answer.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Glyph, type GlyphKind } from '../../ui/glyph.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'

const glyphs: Readonly<Record<HostCheck['state'], { readonly kind: GlyphKind; readonly name: string }>> = {
  ok: { kind: 'ok', name: 'In order' },
  warning: { kind: 'wait', name: 'To know' },
  failed: { kind: 'error', name: 'Fails' },
}

export interface MachineChecksProps {
  readonly answer: Answer<readonly HostCheck[]>
  /** Ids of agents, which stand above already. */
  readonly agents: readonly string[]
}

/** What else work needs on this machine, and what to do about what is missing. */
export function MachineChecks({ answer, agents }: MachineChecksProps) {
  const checks = answer.value?.filter((check) => !agents.includes(check.name))
  return (
    <section aria-labelledby="machine-checks">
      <h2 id="machine-checks" className="border-b border-line pb-1 text-12 font-medium text-muted">
        This machine
      </h2>
      {answer.failure !== null && <FailureNote failure={answer.failure} className="my-2" />}
      {checks === undefined && answer.failure === null && (
        <QuietLoading text="Examining this machine" className="py-2" />
      )}
      <ul>
        {checks?.map(({ name, state, detail, remedy }) => (
          <li
            key={name}
            className="grid grid-cols-[16px_80px_minmax(0,1fr)] gap-x-2.5 border-b border-soft py-2 last:border-0"
          >
            <Glyph {...glyphs[state]} />
            <span>{visibleText(name)}</span>
            <div className="wrap-anywhere">
              <p className={state === 'failed' ? 'text-error' : 'text-muted'}>{visibleText(detail)}</p>
              {remedy !== null && <p className="text-12 text-muted">{visibleText(remedy)}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
