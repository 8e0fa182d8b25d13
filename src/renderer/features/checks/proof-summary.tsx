import { type ProvenWords, provenWords } from '../../../shared/domain/verification/queries.ts'
import type { Verification } from '../../../shared/domain/verification/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { formatDuration } from '../../lib/format-duration.ts'
import { type ProofLine, proofLine } from '../../lib/proof-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Glyph, type GlyphKind } from '../../ui/glyph.tsx'

const glyphs: { readonly [Look in ProofLine['look']]: GlyphKind } = {
  proven: 'ok',
  judged: 'ok',
  failed: 'error',
  open: 'wait',
}

/** One sentence about what is proven. */
export function ProofText({ known }: { readonly known: ProvenWords }) {
  const { long, look } = proofLine(known)
  return (
    <p className="flex items-start gap-1.5 wrap-anywhere" data-proof={known.kind}>
      <Glyph kind={glyphs[look]} name="" className="mt-px" />
      <span className={look === 'open' ? 'text-muted' : undefined}>{visibleLine(long)}</span>
    </p>
  )
}

/** The same with its gates, where a decision is made. */
export function ProofSummary({ thread }: { readonly thread: string }) {
  const known = useModel((model): ProvenWords => {
    const found = model.thread.get(thread)
    return found === undefined ? { kind: 'no-gates' } : provenWords(model, found)
  })
  const verification = useModel((model) => model.verification.get(thread))
  return (
    <div className="flex flex-col gap-1">
      <ProofText known={known} />
      {verification !== undefined && <Proofs verification={verification} />}
    </div>
  )
}

function Proofs({ verification: { proofs, verdict } }: { readonly verification: Verification }) {
  return (
    <ul className="flex flex-col gap-0.5 pl-5.5 text-12 text-muted">
      {proofs.map(({ command, durationMs, log, outcome }) => (
        <li key={log} className="flex min-w-0 items-baseline gap-2">
          <code className="min-w-0 flex-1 truncate font-mono" title={visibleLine(command)}>
            {visibleLine(command)}
          </code>
          <span className={outcome === 'passed' ? undefined : 'text-error'}>
            {outcome === 'passed' ? formatDuration(durationMs) : 'did not pass'}
          </span>
        </li>
      ))}
      {verdict?.reasons.slice(0, 3).map(({ citation, claim }) => (
        <li key={`${claim} ${citation}`} className="wrap-anywhere">
          {`Judged: ${visibleLine(claim)} (${visibleLine(citation)})`}
        </li>
      ))}
    </ul>
  )
}
