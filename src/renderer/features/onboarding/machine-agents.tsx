import type { HostAgent } from '../../../shared/contract/channels/host.ts'
import { useAgents, useAgentsListed } from '../../client/agents.ts'
import { formatRoute } from '../../lib/route.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { CodeText } from '../../ui/code-text.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'

/** Which agents are there, and how to get the others. */
export function MachineAgents() {
  const agents = useAgents()
  const listed = useAgentsListed()
  if (!listed) return <QuietLoading text="Looking for agents on this machine" className="py-1.5" />
  return (
    <>
      <ul>
        {agents.map((agent) => (
          <MachineAgent key={agent.id} agent={agent} />
        ))}
      </ul>
      <p className="mt-2.5 text-12 text-muted">
        Models, modes and agents of your own are set under{' '}
        <a href={formatRoute({ screen: 'agents' })} className="text-text underline underline-offset-2">
          Agents
        </a>
        .
      </p>
    </>
  )
}

function MachineAgent({ agent }: { readonly agent: HostAgent }) {
  const { state } = agent
  const name = visibleLine(agent.name)
  return (
    <li className="grid min-h-8 grid-cols-[16px_80px_62px_minmax(0,1fr)] items-center gap-x-2.5 border-b border-soft py-1 last:border-0">
      <Glyph kind={state.kind === 'ready' ? 'ok' : 'wait'} name="" />
      <span>{name}</span>
      {state.kind === 'ready' ? (
        <span className="col-span-2 truncate text-muted">
          {['ready', state.version].filter((part) => part !== null).join(', ')}
        </span>
      ) : (
        <span className="text-muted">not found</span>
      )}
      {state.kind === 'missing' && agent.origin === 'catalogue' && (
        <span className="flex min-w-0 items-center justify-end gap-2">
          <CodeText text={state.install} className="truncate text-muted" />
          <CopyButton text={state.install} of={`the command that installs ${name}`} />
        </span>
      )}
    </li>
  )
}
