import { useState } from 'react'
import type { HostAgent } from '../../../shared/contract/channels/host.ts'
import type { CustomAgent, SettingsPatch } from '../../../shared/settings/settings.ts'
import { refreshAgents } from '../../client/agents.ts'
import { useChange } from '../../client/use-change.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { notify } from '../../ui/toaster.tsx'
import { AgentForm } from './agent-form.tsx'
import { AgentRow } from './agent-row.tsx'

/** The person's own agents: added, changed and removed, which can be undone. */
export function CustomAgents({ agents }: { readonly agents: readonly HostAgent[] }) {
  const { settings, failure, change } = useChange()
  const [edited, setEdited] = useState<string | null>(null)
  const own = settings.customAgents
  const save = async (patch: SettingsPatch) => {
    const saved = await change(patch)
    if (saved) await refreshAgents()
    return saved
  }
  const takenBy = (but: string | null) => agents.map(({ id }) => id).filter((id) => id !== but)
  const remove = async (agent: CustomAgent) => {
    const before = { customAgents: own, defaultAgent: settings.defaultAgent }
    const defaultAgent = settings.defaultAgent === agent.id ? null : settings.defaultAgent
    if (!(await save({ customAgents: own.filter(({ id }) => id !== agent.id), defaultAgent }))) return
    notify({ text: `Removed ${visibleLine(agent.name)}`, action: { title: 'Undo', run: () => save(before) } })
  }
  const replace = async (old: CustomAgent, next: CustomAgent) => {
    const defaultAgent = settings.defaultAgent === old.id ? next.id : settings.defaultAgent
    const saved = await save({ customAgents: own.map((one) => (one.id === old.id ? next : one)), defaultAgent })
    if (saved) setEdited(null)
    return saved
  }
  return (
    <section aria-labelledby="own-agents">
      <h2 id="own-agents" className="border-b border-line pb-1 text-12 font-medium text-muted">
        Your own
      </h2>
      <ul>
        {own.map((agent) => {
          const known = agents.find(({ id }) => id === agent.id)
          if (edited === agent.id) {
            return (
              <li key={agent.id} className="border-b border-soft">
                <AgentForm
                  agent={agent}
                  taken={takenBy(agent.id)}
                  failure={failure}
                  onSave={(next) => replace(agent, next)}
                  onCancel={() => setEdited(null)}
                />
              </li>
            )
          }
          if (known === undefined) return null
          return (
            <AgentRow key={agent.id} agent={known} isDefault={settings.defaultAgent === agent.id}>
              <Button
                size="small"
                kind="quiet"
                aria-label={`Edit ${visibleLine(agent.name)}`}
                onClick={() => setEdited(agent.id)}
              >
                Edit
              </Button>
              <Button
                size="small"
                kind="quiet"
                aria-label={`Remove ${visibleLine(agent.name)}`}
                onClick={() => void remove(agent)}
              >
                Remove
              </Button>
            </AgentRow>
          )
        })}
      </ul>
      {edited === null ? (
        <AgentForm
          taken={takenBy(null)}
          failure={failure}
          onSave={(agent) => save({ customAgents: [...own, agent] })}
        />
      ) : (
        failure !== null && <FailureNote failure={failure} />
      )}
    </section>
  )
}
