import { useState } from 'react'
import type { HostAgent } from '../../../shared/contract/channels/host.ts'
import { useChange } from '../../client/use-change.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type ChoiceKind, offered, withChoice } from './agent-words.ts'

/** Stands for none: an id may be any other text. */
const none = ''

export interface AgentChoiceProps {
  readonly agent: HostAgent
  readonly kind: ChoiceKind
}

/** The mode or model that a dispatch gets which names none: of those the agent offered last, else as written. */
export function AgentChoice({ agent, kind }: AgentChoiceProps) {
  const { settings, failure, change } = useChange()
  const present = settings.agentChoices[agent.id]?.[kind] ?? null
  const choices = agent.choices?.[kind === 'mode' ? 'modes' : 'models'] ?? []
  const title = kind === 'mode' ? 'Mode' : 'Model'
  const choose = (value: string) => {
    const next = value === none ? null : value
    if (next !== present)
      void change({ agentChoices: withChoice(settings.agentChoices, agent.id, { kind, value: next }) })
  }
  return (
    <div className="flex min-w-0 flex-col gap-1">
      {choices.length === 0 ? (
        <WrittenChoice
          key={present}
          label={`${title} of ${visibleLine(agent.name)}`}
          title={title}
          present={present}
          onChange={choose}
        />
      ) : (
        <Select
          label={`${title} of ${visibleLine(agent.name)}`}
          value={present ?? none}
          options={[
            { value: none, title: `${title}: the agent’s own` },
            ...offered(choices, present).map(({ id, name }) => ({
              value: id,
              title: `${title}: ${visibleLine(name)}`,
            })),
          ]}
          onChange={choose}
          className="max-w-70"
        />
      )}
      {failure !== null && <FailureNote failure={failure} />}
    </div>
  )
}

interface WrittenChoiceProps {
  readonly label: string
  readonly title: string
  readonly present: string | null
  readonly onChange: (value: string) => void
}

/** Holds when it is left or Enter is pressed: half a name is no model. */
function WrittenChoice({ label, title, present, onChange }: WrittenChoiceProps) {
  const [text, setText] = useState(present ?? none)
  return (
    <div className="w-50">
      <TextField
        label={label}
        bare
        mono
        placeholder={`${title}: the agent’s own`}
        value={text}
        onChange={setText}
        onBlur={() => onChange(text.trim())}
        onKeyDown={(event) => event.key === 'Enter' && onChange(text.trim())}
        className="h-[27px]"
      />
    </div>
  )
}
