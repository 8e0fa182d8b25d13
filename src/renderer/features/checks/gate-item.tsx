import { useId, useState } from 'react'
import type { Proof, TestResults } from '../../../shared/domain/verification/state.ts'
import { formatDuration } from '../../lib/format-duration.ts'
import { plural } from '../../lib/format-number.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { CodeText } from '../../ui/code-text.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { OutputText } from '../../ui/output-text.tsx'
import { ToolLine } from '../../ui/tool-line.tsx'
import type { Gate } from './gate-rows.ts'

export interface GateItemProps {
  readonly gate: Gate
  /** The round has ended: what has not begun won't. */
  readonly over: boolean
}

/** One gate: its command and what came of it on one line; below, once opened, what it wrote. */
export function GateItem({ gate, over }: GateItemProps) {
  const { command, proof, view } = gate
  const running = proof === null && view?.running === true
  const failed = proof !== null && proof.outcome !== 'passed'
  const [chosen, setOpen] = useState<boolean | null>(null)
  const open = chosen ?? (running || failed)
  const content = useId()
  const line = visibleLine(command)
  return (
    <li className="rounded border border-line" data-gate={proof?.outcome ?? (running ? 'running' : 'waiting')}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? content : undefined}
        onClick={() => setOpen(!open)}
        className="flex w-full min-w-0 items-center gap-2 rounded px-[9px] py-1 text-left -outline-offset-2 hover:bg-raised"
      >
        <Glyph kind={glyphOf(proof, running)} name="" />
        <ToolLine verb="" code={line} title={line}>
          <span className={failed ? 'text-error' : undefined}>
            {wordsOf(proof, view?.result ?? (over ? 'was not run' : 'waits'))}
          </span>
        </ToolLine>
      </button>
      {open && (
        <div id={content} className="flex flex-col gap-2 border-t border-line px-[9px] py-2">
          <Body gate={gate} running={running} />
        </div>
      )}
    </li>
  )
}

function Body({ gate: { command, proof, view }, running }: { readonly gate: Gate; readonly running: boolean }) {
  const output = view?.output ?? proof?.excerpt ?? ''
  return (
    <>
      {proof !== null && <Facts proof={proof} />}
      {proof?.results != null && <Results results={proof.results} />}
      {output === '' ? (
        <p className="text-12 text-muted">{proof === null && !running ? 'It has not begun.' : 'It wrote nothing.'}</p>
      ) : (
        <OutputText text={output} label={`Output of ${visibleLine(command)}`} lines={running ? 8 : 14} />
      )}
    </>
  )
}

function glyphOf(proof: Proof | null, running: boolean) {
  if (proof === null) return running ? 'work' : 'wait'
  return proof.outcome === 'passed' ? 'ok' : 'error'
}

const outcomes: { readonly [Outcome in Proof['outcome']]: string } = {
  passed: 'passed',
  failed: 'failed',
  'timed-out': 'took too long',
  voided: 'changed files',
  'not-started': 'could not be run',
}

function wordsOf(proof: Proof | null, live: string): string {
  if (proof === null) return live
  const how = proof.flaky ? 'passed the second time' : outcomes[proof.outcome]
  return `${how} · ${formatDuration(proof.durationMs)}`
}

function Facts({ proof: { exit, flaky, outcome, tree, treeAfter } }: { readonly proof: Proof }) {
  return (
    <p className="text-12 text-muted">
      {exit === null ? 'No exit code' : `Exit code ${exit}`}
      {' · tree '}
      <CodeText text={tree.slice(0, 7)} className="text-12" />
      {treeAfter !== tree && (
        <>
          {', then '}
          <CodeText text={treeAfter.slice(0, 7)} className="text-12" />
        </>
      )}
      {flaky && ' · flaky: it failed, and passed on the same tree right after'}
      {outcome === 'voided' && ' · it changed files, so what it says is about no tree that is there'}
    </p>
  )
}

function Results({ results: { failed, failures, passed, skipped } }: { readonly results: TestResults }) {
  const parts = [
    `${plural(passed, 'test')} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ]
  return (
    <div className="text-12">
      <p>{parts.join(', ')}</p>
      {failures.length > 0 && (
        <ul aria-label="Tests that failed" className="mt-1 flex flex-col gap-1">
          {failures.map(({ message, name }) => (
            <li key={`${name} ${message}`} className="border-l-2 border-error pl-2 wrap-anywhere">
              <span className="font-medium">{visibleLine(name)}</span>
              {message !== '' && <span className="block whitespace-pre-wrap text-muted">{visibleText(message)}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
