import { Fragment, type ReactNode } from 'react'
import { automationTitle } from '../../../shared/domain/automation/title.ts'
import type { Outbound } from '../../../shared/domain/outbound/state.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { useAgents } from '../../client/agents.ts'
import { useNow } from '../../client/clock.ts'
import { useModel } from '../../client/model-hooks.ts'
import { begunBy, ownTitle } from '../../lib/begun-by.ts'
import { outboundPlace } from '../../lib/outbound-words.ts'
import { agentName } from '../../lib/thread-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { CodeText } from '../../ui/code-text.tsx'
import { OutsideLink } from '../../ui/outside-link.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'

interface OutboundFactsProps {
  readonly outbound: Outbound
  readonly thread: Thread
  readonly changed: boolean
}

/** Who asks, where it would be written, why, and what each answer comes to. */
export function OutboundFacts({ outbound, thread, changed }: OutboundFactsProps) {
  const agents = useAgents()
  const now = useNow(10_000)
  const by = useModel((model) => begunBy(model, outbound.run))
  const { content } = outbound
  const agent = agentName(thread.agent, agents)
  const forWhom = by === undefined ? '' : `, for ${visibleLine(automationTitle(by.name))}`
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['Who', `${visibleLine(ownTitle(thread.title, by))}, ${agent}${forWhom}`],
    ['Where', <Where key="where" outbound={outbound} />],
    ['Branch', content.kind === 'comment' ? null : <Branch key="branch" content={content} />],
    ['Why', outbound.because === '' ? null : visibleLine(outbound.because)],
    ['Since', <RelativeTime key="since" at={outbound.since} now={now} />],
    [outbound.state.kind === 'failed' ? 'If you try again' : 'If you approve', approved(outbound, changed)],
    ['If you refuse', 'Nothing leaves this machine. The work stays as it is.'],
  ]
  return (
    <dl className="grid grid-cols-[minmax(84px,130px)_minmax(0,1fr)] gap-x-3.5 gap-y-[5px] wrap-anywhere">
      {rows
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0">{value}</dd>
          </Fragment>
        ))}
    </dl>
  )
}

function Where({ outbound: { content } }: { readonly outbound: Outbound }) {
  const { host, repository } = content.kind === 'comment' ? content.target : content
  const what = content.kind === 'comment' ? `${repository}#${content.target.number}` : repository
  return (
    <>
      <OutsideLink to={outboundPlace(content)}>{visibleLine(what)}</OutsideLink>
      <span className="text-muted">{` on ${visibleLine(host)}`}</span>
    </>
  )
}

function Branch({ content }: { readonly content: Extract<Outbound['content'], { kind: 'pull-request' }> }) {
  return (
    <>
      <CodeText text={content.branch} /> at <CodeText text={content.commit.slice(0, 12)} />, to be merged into{' '}
      <CodeText text={content.into} />
    </>
  )
}

function approved({ content }: Outbound, changed: boolean): string {
  const how = changed ? 'as you changed it' : 'as it stands here'
  if (content.kind === 'comment') return `It is posted once, ${how}, by the account this host signs in with.`
  return `That commit is pushed, and the pull request is opened once, ${how}, by the account this host signs in with.`
}
