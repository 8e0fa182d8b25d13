import type { HostAgent } from '../../../shared/contract/channels/host.ts'
import { useChange } from '../../client/use-change.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Select } from '../../ui/select.tsx'

const first = ''

/** Which agent a new task goes to unless another is chosen. */
export function DefaultAgent({ agents }: { readonly agents: readonly HostAgent[] }) {
  const { settings, failure, change } = useChange()
  const { defaultAgent } = settings
  const known = agents.some((agent) => agent.id === defaultAgent)
  const unknown =
    defaultAgent !== null && !known ? [{ value: defaultAgent, title: `${visibleLine(defaultAgent)} (unknown)` }] : []
  return (
    <div className="flex flex-col gap-2 border-b border-line pb-4">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <div className="min-w-60 flex-1">
          <div className="font-medium">Default agent</div>
          <div className="text-12 text-muted">A new task goes to it unless another is chosen.</div>
        </div>
        <Select
          label="Default agent"
          value={defaultAgent ?? first}
          options={[
            { value: first, title: 'The first that is ready' },
            ...agents.map(({ id, name, state }) => ({
              value: id,
              title: visibleLine(name),
              ...(state.kind === 'missing' ? { detail: 'Not found on this machine' } : {}),
            })),
            ...unknown,
          ]}
          onChange={(value) => void change({ defaultAgent: value === first ? null : value })}
        />
      </div>
      {failure !== null && <FailureNote failure={failure} />}
    </div>
  )
}
