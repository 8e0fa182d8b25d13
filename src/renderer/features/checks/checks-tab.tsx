import { type ComponentType, Suspense, useMemo } from 'react'
import { type ProvenWords, provenWords } from '../../../shared/domain/verification/queries.ts'
import type { Verification } from '../../../shared/domain/verification/state.ts'
import type { TranscriptRow } from '../../../shared/transcript/entry.ts'
import { useModel } from '../../client/model-hooks.ts'
import { useTranscript } from '../../client/use-transcript.ts'
import { Button } from '../../ui/button.tsx'
import { CodeText } from '../../ui/code-text.tsx'
import { Scroller } from '../../ui/scroller.tsx'
import { EarlierRounds } from './earlier-rounds.tsx'
import { GateItem } from './gate-item.tsx'
import { gatesOf, roundsOf } from './gate-rows.ts'
import { ProofText } from './proof-summary.tsx'
import { VerdictPart } from './verdict-part.tsx'

export interface ChecksTabProps {
  readonly thread: string
  /** What it wrote outside this machine; nothing where it wrote nothing. */
  readonly Receipts: ComponentType<{ readonly thread: string }>
}

/** What was run and judged of a thread's work: the present round with its output as it comes, then those before. */
export function ChecksTab({ thread, Receipts }: ChecksTabProps) {
  const verification = useModel((model) => model.verification.get(thread))
  const known = useModel((model): ProvenWords | null => {
    const found = model.thread.get(thread)
    return found === undefined ? null : provenWords(model, found)
  })
  const { rows, hasEarlier, loadEarlier } = useTranscript(thread)
  const rounds = useMemo(() => roundsOf(rows), [rows])
  const earlier = verification === undefined ? rounds : rounds.filter(({ round }) => round < verification.round)
  return (
    <Scroller label="Checks" className="h-full">
      <div className="flex flex-col gap-4 px-4 py-3">
        {known !== null && <ProofText known={known} />}
        {verification !== undefined && <Gates verification={verification} rows={rows} />}
        {verification?.verdict != null && <VerdictPart verdict={verification.verdict} />}
        {verification === undefined && <NoGates />}
        <Suspense>
          <Receipts thread={thread} />
        </Suspense>
        <EarlierRounds rounds={earlier} />
        {hasEarlier && verification !== undefined && (
          <Button size="small" kind="quiet" className="self-start" onClick={loadEarlier}>
            Look for earlier rounds
          </Button>
        )}
      </div>
    </Scroller>
  )
}

interface GatesProps {
  readonly verification: Verification
  readonly rows: readonly TranscriptRow[]
}

function Gates({ verification, rows }: GatesProps) {
  const { round, state, tree } = verification
  const over = state.kind !== 'gates'
  const gates = useMemo(() => gatesOf(verification, rows), [verification, rows])
  return (
    <section aria-label="Gates">
      <h3 className="mb-1 flex items-baseline gap-2 text-12 font-medium text-muted">
        Gates
        <span className="font-normal text-faint">
          {round > 1 ? `round ${round}, on tree ` : 'on tree '}
          <CodeText text={tree.slice(0, 7)} className="text-12" />
        </span>
      </h3>
      <ul className="flex flex-col gap-1.5">
        {gates.map((gate) => (
          <GateItem key={gate.command} gate={gate} over={over} />
        ))}
      </ul>
    </section>
  )
}

function NoGates() {
  return (
    <p className="text-muted">
      Gates are commands that have to pass before work counts as proven. List them under <CodeText text="gates:" /> in{' '}
      <CodeText text=".switchyard/project.yaml" /> of the repository and commit the file, and every task is checked with
      them.
    </p>
  )
}
