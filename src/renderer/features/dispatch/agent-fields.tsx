import type { HostAgent, NamedChoice } from '../../../shared/contract/channels/host.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Select } from '../../ui/select.tsx'
import { CompleteField } from './complete-field.tsx'
import type { Draft } from './draft.ts'
import { changeDraft } from './draft-store.ts'
import { howToInstall } from './use-composer.ts'

export interface AgentFieldsProps {
  readonly draft: Draft
  readonly agents: readonly HostAgent[]
  readonly agent: HostAgent | null
}

/** Who does it, with which model and in which mode. */
export function AgentFields({ draft, agents, agent }: AgentFieldsProps) {
  if (agent === null) return null
  return (
    <>
      <Select
        label="Agent"
        showLabel
        value={agent.id}
        options={agents.map((one) => ({
          value: one.id,
          title: visibleLine(one.name),
          detail: one.signIn === 'needed' ? 'It asked to be signed in when it was last started.' : undefined,
          why: one.state.kind === 'missing' ? `Not on this machine. ${howToInstall(one)}` : null,
        }))}
        onChange={(id) => changeDraft({ agent: id, mode: null, model: null })}
      />
      <Choice
        label="Model"
        value={draft.model}
        usual={agent.model}
        choices={agent.choices?.models ?? null}
        onChange={(model) => changeDraft({ model, agent: agent.id })}
      />
      <Choice
        label="Mode"
        value={draft.mode}
        usual={agent.mode}
        choices={agent.choices?.modes ?? null}
        onChange={(mode) => changeDraft({ mode, agent: agent.id })}
      />
    </>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string | null
  /** What an agent gets that is told nothing. */
  readonly usual: string | null
  /** Null while its agent was never asked: then anything may be written. */
  readonly choices: readonly NamedChoice[] | null
  readonly onChange: (value: string | null) => void
}

function Choice({ label, value, usual, choices, onChange }: ChoiceProps) {
  if (choices === null) {
    const change = (text: string) => onChange(text === '' ? null : text)
    return (
      <CompleteField
        label={label}
        value={value ?? ''}
        options={[]}
        placeholder={usual ?? 'default'}
        onChange={change}
      />
    )
  }
  if (choices.length === 0 && value === null) return null
  const known = choices.map(({ id, name }) => ({ value: id, title: visibleLine(name) }))
  const nameOf = (id: string) => known.find((choice) => choice.value === id)?.title ?? visibleLine(id)
  const strange = value !== null && !choices.some(({ id }) => id === value)
  return (
    <Select
      label={label}
      showLabel
      value={value ?? ''}
      options={[
        { value: '', title: usual === null ? 'default' : `${nameOf(usual)}, as set` },
        ...known,
        ...(strange ? [{ value, title: visibleLine(value), detail: 'Not among what it offered last.' }] : []),
      ]}
      onChange={(id) => onChange(id === '' ? null : id)}
    />
  )
}
