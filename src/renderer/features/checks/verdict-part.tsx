import type { Verdict } from '../../../shared/domain/verification/state.ts'
import { verdictWords } from '../../lib/proof-words.ts'
import { formatRoute } from '../../lib/route.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { GateItem } from './gate-item.tsx'

/** What somebody other than the worker found, with what each claim rests on. */
export function VerdictPart({ verdict }: { readonly verdict: Verdict }) {
  const { by, outcome, proof, reasons } = verdict
  const route = { screen: 'board', scope: { kind: 'all' }, thread: by, tab: 'conversation' } as const
  return (
    <section aria-label="Verdict">
      <h3 className="mb-1 text-12 font-medium text-muted">Verifier</h3>
      <p className={outcome === 'refuted' ? 'text-error' : undefined}>
        {verdictWords(verdict)}{' '}
        <a href={formatRoute(route)} className="rounded text-12 text-focus underline">
          Open its thread
        </a>
      </p>
      {reasons.length > 0 && (
        <ul className="mt-1.5 flex flex-col gap-1.5">
          {reasons.map(({ citation, claim }) => (
            <li key={`${claim} ${citation}`} className="border-l-2 border-line pl-2 wrap-anywhere">
              <p className="whitespace-pre-wrap">{visibleText(claim)}</p>
              <p className="font-mono text-12 text-muted">{visibleLine(citation)}</p>
            </li>
          ))}
        </ul>
      )}
      {proof !== null && (
        <ul aria-label="Its test" className="mt-2">
          <GateItem over gate={{ command: proof.command, proof, view: null }} />
        </ul>
      )}
    </section>
  )
}
