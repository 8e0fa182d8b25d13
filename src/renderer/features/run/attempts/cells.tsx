import { threadSpend } from '../../../../shared/domain/thread/spending.ts'
import type { Proof } from '../../../../shared/domain/verification/state.ts'
import { useNow } from '../../../client/clock.ts'
import { formatDuration } from '../../../lib/format-duration.ts'
import { formatCost, formatTokens, plural } from '../../../lib/format-number.ts'
import { proofLine, verdictWords } from '../../../lib/proof-words.ts'
import { nowLine } from '../../../lib/thread-words.ts'
import { troubleLine, troubleName } from '../../../lib/trouble-words.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { Glyph, type GlyphKind } from '../../../ui/glyph.tsx'
import { LineCount } from '../../../ui/line-count.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import type { AttemptFacts } from './attempt-facts.ts'

interface CellProps {
  readonly of: AttemptFacts
}

const nothing = <span className="text-faint">–</span>

export function StateCell({ of: { landing, proof, thread } }: CellProps) {
  if (thread === undefined) return <span className="text-muted">Archived</span>
  const { code, text } = nowLine(thread, landing, proof ?? undefined)
  return (
    <p className="text-pretty wrap-anywhere">
      <span className="font-medium">{stateNames[thread.state.kind]}</span>
      <span className="text-muted">{`: ${text}`}</span>
      {code !== null && <code className="font-mono text-12">{` ${code}`}</code>}
    </p>
  )
}

const stateNames = {
  queued: 'Queued',
  preparing: 'Preparing',
  running: 'Running',
  'needs-you': 'Needs you',
  verifying: 'Checking',
  ready: 'Ready',
  landing: 'Landing',
  landed: 'Landed',
  parked: 'Parked',
  discarded: 'Discarded',
} as const

export function RankCell({ of: { candidate, judged } }: CellProps) {
  if (candidate === null) return nothing
  return (
    <div className="flex flex-col gap-0.5 text-pretty">
      <p>
        <span className="font-medium">{`${candidate.rank}.`}</span>
        <span className="text-muted">{` ${visibleLine(candidate.reason)}`}</span>
      </p>
      {judged !== null && (
        <p className="text-12 wrap-anywhere">{`Judged the best, not proven: ${visibleLine(judged.join(' '))}`}</p>
      )}
    </div>
  )
}

export function ChangedCell({ of: { thread } }: CellProps) {
  const checkpoint = thread?.checkpoint ?? null
  if (checkpoint === null) return nothing
  const { additions, deletions, files } = checkpoint
  return (
    <p>
      {files === 0 ? 'nothing' : `${plural(files, 'file')} `}
      <LineCount added={additions} removed={deletions} />
    </p>
  )
}

const outcomes: { readonly [Outcome in Proof['outcome']]: { readonly glyph: GlyphKind; readonly word: string } } = {
  passed: { glyph: 'ok', word: 'passed' },
  failed: { glyph: 'error', word: 'failed' },
  'timed-out': { glyph: 'error', word: 'timed out' },
  voided: { glyph: 'error', word: 'changed files' },
  'not-started': { glyph: 'error', word: 'did not start' },
}

export function GatesCell({ of: { proof, verification } }: CellProps) {
  if (proof === null || verification === undefined) return <p className="text-muted">{gateless(proof)}</p>
  const { proofs, verdict } = verification
  return (
    <div className="flex flex-col gap-0.5">
      <p className="text-12 text-muted">{proofLine(proof).short}</p>
      {proofs.map(({ command, durationMs, exit, flaky, outcome }) => (
        <p key={command} className="flex items-baseline gap-1.5">
          <Glyph kind={outcomes[outcome].glyph} name={outcomes[outcome].word} className="self-start" />
          <code className="min-w-0 truncate font-mono text-12" title={visibleLine(command)}>
            {visibleLine(command)}
          </code>
          <span className="ml-auto shrink-0 text-12 text-muted">
            {flaky ? 'flaky, ' : ''}
            {outcome === 'failed' && exit !== null ? `exit ${exit}, ` : ''}
            {formatDuration(durationMs)}
          </span>
        </p>
      ))}
      {verdict !== null && <p className="text-12">{verdictWords(verdict)}</p>}
    </div>
  )
}

function gateless(proof: AttemptFacts['proof']): string {
  return proof === null ? '–' : proofLine(proof).short
}

export function SpendCell({ of: { thread } }: CellProps) {
  if (thread === undefined) return nothing
  const { cost, tokens } = threadSpend(thread, thread.since)
  if (tokens === 0 && cost === null) return nothing
  return <p>{`${formatTokens(tokens)} · ${cost === null ? 'no price known' : formatCost(cost)}`}</p>
}

export function TimeCell({ of: { thread } }: CellProps) {
  const now = useNow(5_000)
  if (thread === undefined) return nothing
  const { workMs } = threadSpend(thread, now)
  return (
    <p>
      {workMs === 0 ? 'no work yet' : `${formatDuration(workMs)} of work`}
      <span className="text-muted">
        {', began '}
        <RelativeTime at={thread.createdAt} now={now} />
      </span>
    </p>
  )
}

const diagnosesShown = 4

export function DiagnosisCell({ of: { recovery } }: CellProps) {
  const now = useNow(1_000)
  if (recovery === undefined || recovery.diagnoses.length === 0) return nothing
  const next = troubleLine(recovery, now)
  return (
    <div className="flex flex-col gap-1">
      {next !== null && <p className="font-medium">{next}</p>}
      {recovery.diagnoses.slice(-diagnosesShown).map(({ at, class: trouble, evidence, words }) => (
        <div key={`${at} ${words}`} className="text-12 text-pretty wrap-anywhere">
          <p>
            <span className="text-error first-letter:uppercase inline-block">{troubleName(trouble)}</span>
            {`: ${visibleLine(words)}`}
          </p>
          <p className="line-clamp-2 text-muted" title={visibleLine(evidence.join(' '))}>
            {visibleLine(evidence.join(' '))}
          </p>
        </div>
      ))}
    </div>
  )
}
