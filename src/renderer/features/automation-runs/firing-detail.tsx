import type { ReactNode } from 'react'
import type { Automation, Firing } from '../../../shared/domain/automation/state.ts'
import type { RunId, ThreadId } from '../../../shared/kernel/ids.ts'
import { useNow } from '../../client/clock.ts'
import { useModel } from '../../client/model-hooks.ts'
import { useOutbounds } from '../../client/use-outbounds.ts'
import { exactTime } from '../../lib/format-time.ts'
import { outboundStateWords, outboundTitle } from '../../lib/outbound-words.ts'
import { formatRoute } from '../../lib/route.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { CodeText } from '../../ui/code-text.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { OutsideLink } from '../../ui/outside-link.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { EventText } from './event-text.tsx'
import { HeldActions } from './held-actions.tsx'
import { chainTitles } from './known-firings.ts'
import { stepsOf } from './step-words.ts'
import { Verdicts } from './verdicts.tsx'

interface FiringDetailProps {
  readonly firing: Firing
  readonly automation: Automation
}

/** All that is known of one event: where it came from, how it was judged, and what came of it. */
export function FiringDetail({ firing, automation }: FiringDetailProps) {
  const { source, state, key, chain, verdicts, decidedAt, firedAt } = firing
  const now = useNow(10_000)
  const thread = 'thread' in state ? state.thread : null
  const written = useOutbounds(thread).filter((one) => one.firing === firing.id)
  const steps = stepsOf(firing, automation)
  return (
    <div className="border-l-2 border-line py-2 pl-3.5 @min-[560px]:ml-[101px]">
      <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-x-3.5 gap-y-[5px] wrap-anywhere">
        <Fact name="From">
          <OutsideLink to={source.link}>{visibleLine(source.words)}</OutsideLink>
          {source.outside && <span className="text-muted">{', text from outside: passed quoted, never an order'}</span>}
        </Fact>
        <Fact name="Decided">
          {`${decisionWords(firing)}, `}
          <RelativeTime at={decidedAt} now={now} />
          {decidedAt - firedAt > 60_000 && <span className="text-muted">{`, it came at ${exactTime(firedAt)}`}</span>}
        </Fact>
        {verdicts.length > 0 && (
          <Fact name="Only if">
            <Verdicts verdicts={verdicts} />
          </Fact>
        )}
        {key !== null && (
          <Fact name="Key">
            <CodeText text={key} />
          </Fact>
        )}
        {chain.length > 0 && <Fact name="Led to by">{chainTitles(chain).map(visibleLine).join(', then ')}</Fact>}
        {'run' in state && (
          <Fact name="Work">
            <WorkLinks run={state.run} thread={state.thread} />
          </Fact>
        )}
        {steps.length > 0 && (
          <Fact name="Then">
            <ul>
              {steps.map(({ id, words, done }) => (
                <li key={id} className="flex items-baseline gap-1.5">
                  <Glyph kind={done ? 'done' : 'wait'} name={done ? 'Begun' : 'Not begun'} />
                  <span className={done ? undefined : 'text-muted'}>{words}</span>
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {written.length > 0 && (
          <Fact name="Written">
            <ul>
              {written.map((one) => {
                const { glyph, text, link } = outboundStateWords(one)
                return (
                  <li key={one.id} className="flex items-baseline gap-1.5">
                    <Glyph kind={glyph} name="" />
                    <span>
                      <OutsideLink to={link}>{outboundTitle(one.content)}</OutsideLink>
                      <span className="text-muted">{', '}</span>
                      {one.state.kind === 'staged' || one.state.kind === 'failed' ? (
                        <a href={formatRoute({ screen: 'inbox' })} className="rounded text-focus underline">
                          {text}
                        </a>
                      ) : (
                        <span className="text-muted">{text}</span>
                      )}
                    </span>
                  </li>
                )
              })}
            </ul>
          </Fact>
        )}
        <Fact name="Event">
          <EventText firing={firing.id} />
        </Fact>
      </dl>
      {state.kind === 'held' && <HeldActions firing={firing.id} />}
    </div>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}

function decisionWords({ state, reason }: Firing): string {
  const why = reason === '' ? '' : `: ${visibleLine(reason)}`
  if (state.kind === 'held') return `held${why}`
  return state.kind === 'skipped' ? `not dispatched${why}` : `dispatched${why}`
}

/** To its thread, which tells the rest. */
function WorkLinks({ run, thread }: { readonly run: RunId; readonly thread: ThreadId }) {
  const title = useModel((model) => model.thread.get(thread)?.title ?? model.run.get(run)?.goal ?? null)
  const planned = useModel((model) => model.run.get(run)?.plan?.kind === 'plan')
  const board = formatRoute({ screen: 'board', scope: { kind: 'all' }, thread, tab: 'conversation' })
  return (
    <span className="flex flex-wrap gap-x-3">
      <a href={board} className="rounded text-focus underline">
        {title === null ? 'Open its thread' : visibleLine(title)}
      </a>
      {planned && (
        <a href={formatRoute({ screen: 'plan', run })} className="rounded text-focus underline">
          Open the plan
        </a>
      )}
    </span>
  )
}
