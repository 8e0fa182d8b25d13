import type { ReactNode } from 'react'
import type { DryRun } from '../../../shared/contract/automation-views.ts'
import { useAgents } from '../../client/agents.ts'
import { policyTitle, ruleWords } from '../../lib/policy-words.ts'
import { agentName } from '../../lib/thread-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { CodeText } from '../../ui/code-text.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { OutsideLink } from '../../ui/outside-link.tsx'
import { decisionOf, estimateWords, titled } from './dry-run-words.ts'
import { PromptBlocks } from './prompt-blocks.tsx'
import { Verdicts } from './verdicts.tsx'

interface DryRunViewProps {
  readonly dryRun: DryRun
  /** Another one is being made. */
  readonly stale: boolean
}

/** What an event would come to, from the filters to what the agent would read. */
export function DryRunView({ dryRun, stale }: DryRunViewProps) {
  const agents = useAgents()
  const { source, subject, filters, permissions } = dryRun
  const { glyph, text, reason } = decisionOf(dryRun)
  const names = dryRun.agents.map((id) => agentName({ kind: 'catalogue', id }, agents))
  return (
    <section aria-label="What it would do" aria-busy={stale} className="flex flex-col gap-3.5">
      <p
        role="status"
        className="flex items-baseline gap-2 border-t border-line pt-3.5 text-15 font-bold wrap-anywhere"
      >
        <Glyph kind={glyph} name="" />
        <span>
          {text}
          {reason !== '' && <span className="font-normal text-muted">{`: ${reason}`}</span>}
        </span>
      </p>
      <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-x-3.5 gap-y-[5px] wrap-anywhere">
        <Fact name="From">
          <OutsideLink to={source.link}>{visibleLine(source.words)}</OutsideLink>
        </Fact>
        <Fact name="About">{subject === null ? null : visibleLine(subject)}</Fact>
        <Fact name="Only if">{filters.length === 0 ? 'no filter: every event' : <Verdicts verdicts={filters} />}</Fact>
        <Fact name="Key">{keyOf(dryRun)}</Fact>
        <Fact name="Dispatched as">{visibleLine(dryRun.title)}</Fact>
        <Fact name="By">
          {[
            names.length === 0 ? 'The default agent' : names.join(', then '),
            titled(dryRun.effort),
            titled(dryRun.topology),
          ].join(' · ')}
        </Fact>
        <Fact name="May do">
          {policyTitle(permissions)}
          <ul className="text-muted">
            {[...new Set(permissions.rules.map(ruleWords))].map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </Fact>
        <Fact name="What holds">
          <ul>
            {dryRun.limits.map((sentence) => (
              <li key={sentence}>{visibleLine(sentence)}</li>
            ))}
          </ul>
        </Fact>
        <Fact name="Then">{visibleLine(dryRun.afterwards.join(' '))}</Fact>
        <Fact name="Estimate">
          {estimateWords(dryRun.estimate)}
          <span className="block text-muted">{visibleLine(dryRun.estimate.basis)}</span>
        </Fact>
      </dl>
      <PromptBlocks blocks={dryRun.blocks} />
    </section>
  )
}

/** Of one that is skipped no key may have been made. */
function keyOf({ decision, key }: DryRun): ReactNode {
  if (key !== null) return <CodeText text={key} />
  return decision.kind === 'skipped' ? null : 'none: every event is another one'
}

/** Nothing where there is nothing to say. */
function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === null || children === '') return null
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}
