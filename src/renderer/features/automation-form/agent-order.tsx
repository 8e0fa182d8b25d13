import type { HostAgent } from '../../../shared/contract/channels/host.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import type { PartProps } from './part.tsx'

export interface AgentOrderProps extends Pick<PartProps, 'change'> {
  readonly order: readonly string[]
  readonly agents: readonly HostAgent[]
}

/** Agents in order: the next one takes over where the one before can't go on. */
export function AgentOrder({ order, agents, change }: AgentOrderProps) {
  const path = ['dispatch', 'agent']
  const set = (next: readonly string[]) => {
    const [only] = next
    if (only === undefined) change({ path })
    else change({ path, value: next.length === 1 ? only : next })
  }
  const nameOf = (id: string) => visibleLine(agents.find((agent) => agent.id === id)?.name ?? id)
  const further = agents.filter(({ id }) => !order.includes(id))
  return (
    <>
      <p className="text-12 text-muted">
        {order.length === 0
          ? 'The default agent of this host does it.'
          : 'The next one takes over where the one before has no capacity left or fails.'}
      </p>
      <ol className="flex flex-col gap-1">
        {order.map((id, at) => (
          <li key={id} className="flex items-center gap-2">
            <span className="w-5 text-right text-12 text-muted">{at + 1}.</span>
            <span className="min-w-0 flex-1 truncate">{nameOf(id)}</span>
            <Button
              size="small"
              kind="quiet"
              aria-label={`Earlier: ${nameOf(id)}`}
              why={at === 0 ? 'It is the first already.' : null}
              onClick={() => set(order.with(at, order[at - 1] ?? id).with(at - 1, id))}
            >
              Earlier
            </Button>
            <Button
              size="small"
              kind="quiet"
              aria-label={`Remove ${nameOf(id)}`}
              onClick={() => set(order.filter((one) => one !== id))}
            >
              Remove
            </Button>
          </li>
        ))}
      </ol>
      {further.length > 0 && (
        <div>
          <Select
            label="Add an agent"
            value=""
            options={[
              { value: '', title: order.length === 0 ? 'Choose an agent' : 'Add another' },
              ...further.map(({ id, state }) => ({
                value: id,
                title: nameOf(id),
                detail: state.kind === 'missing' ? 'Not on this machine.' : undefined,
              })),
            ]}
            onChange={(id) => id !== '' && set([...order, id])}
          />
        </div>
      )}
    </>
  )
}
