import type { ReactNode } from 'react'
import type { HostAgent } from '../../../shared/contract/channels/host.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { CodeText } from '../../ui/code-text.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { AgentChoice } from './agent-choice.tsx'
import { signInWords } from './agent-words.ts'

export interface AgentRowProps {
  readonly agent: HostAgent
  /** A dispatch that names no agent goes to it. */
  readonly isDefault: boolean
  /** What can be done with one of the person's own. */
  readonly children?: ReactNode
}

/** One agent: whether it is there, and how it is started. */
export function AgentRow({ agent, isDefault, children }: AgentRowProps) {
  const { state } = agent
  const ready = state.kind === 'ready'
  return (
    <li
      data-agent={agent.id}
      className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 border-b border-soft py-3 last:border-0"
    >
      <Glyph kind={ready ? 'ok' : 'wait'} name="" />
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <h3 className="font-medium">{visibleLine(agent.name)}</h3>
          {ready && state.version !== null && <span className="text-12 text-muted">{visibleLine(state.version)}</span>}
          <span className="text-12 text-muted">{ready ? 'ready' : 'not found'}</span>
          {isDefault && <span className="text-12 text-muted">· default</span>}
          {children !== undefined && <span className="ml-auto flex gap-1.5">{children}</span>}
        </div>
        <p className="text-muted">{visibleText(agent.description)}</p>
        {agent.command !== null && (
          <p className="wrap-anywhere">
            <CodeText text={agent.command} />
          </p>
        )}
        {ready ? (
          <ReadyDetails agent={agent} path={state.path} />
        ) : (
          <MissingDetails agent={agent} install={state.install} />
        )}
      </div>
    </li>
  )
}

function ReadyDetails({ agent, path }: { readonly agent: HostAgent; readonly path: string }) {
  return (
    <>
      <p className="text-12 wrap-anywhere text-muted">
        <CodeText text={path} />
      </p>
      <p className={agent.signIn === 'needed' ? 'text-12 text-you' : 'text-12 text-muted'}>{signInWords(agent)}</p>
      <div className="mt-1 flex flex-wrap gap-2">
        <AgentChoice agent={agent} kind="mode" />
        <AgentChoice agent={agent} kind="model" />
      </div>
    </>
  )
}

/** Of one of the person's own a sentence says what to do; of the catalogue's a command does. */
function MissingDetails({ agent, install }: { readonly agent: HostAgent; readonly install: string }) {
  if (agent.origin === 'custom') return <p className="text-you">{visibleText(install)}</p>
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-12 text-muted">Install it with</span>
      <CodeText text={install} className="rounded-inner bg-raised px-1.5 py-0.5 wrap-anywhere" />
      <CopyButton text={install} of={`the command that installs ${visibleLine(agent.name)}`} />
    </div>
  )
}
