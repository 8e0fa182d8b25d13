import { type FormEvent, useState } from 'react'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { CustomAgent } from '../../../shared/settings/settings.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type AgentDraft, emptyDraft, idOf, isSound, problemsOf, trimmed } from './custom-agent.ts'

export interface AgentFormProps {
  /** The one to change; none adds another. */
  readonly agent?: CustomAgent | undefined
  readonly taken: readonly string[]
  readonly failure: Failure | null
  /** True where it was taken. */
  readonly onSave: (agent: CustomAgent) => Promise<boolean>
  readonly onCancel?: (() => void) | undefined
}

/** An agent of the person's own: whatever speaks the protocol on its standard streams. */
export function AgentForm({ agent, taken, failure, onSave, onCancel }: AgentFormProps) {
  const [draft, setDraft] = useState<AgentDraft>(agent ?? emptyDraft)
  const [ownId, setOwnId] = useState(agent !== undefined)
  const [tried, setTried] = useState(false)
  const problems = problemsOf(draft, taken)
  const shown = (problem: string | null) => (tried ? problem : null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isSound(problems) || !(await onSave(trimmed(draft)))) return
    setDraft(emptyDraft)
    setOwnId(false)
    setTried(false)
  }
  const name = (text: string) => setDraft({ ...draft, name: text, id: ownId ? draft.id : idOf(text) })
  const id = (text: string) => {
    setOwnId(text !== '')
    setDraft({ ...draft, id: text })
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex max-w-140 flex-col gap-3 py-2">
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label="Name"
          className="h-[27px]"
          value={draft.name}
          problem={shown(problems.name)}
          onChange={name}
        />
        <TextField label="Id" mono className="h-[27px]" value={draft.id} problem={shown(problems.id)} onChange={id} />
      </div>
      <TextField
        label="Command line"
        className="h-[27px]"
        mono
        value={draft.command}
        problem={shown(problems.command)}
        hint="Starts an agent that speaks ACP on its standard streams. Quotes group words; no shell is involved."
        onChange={(command) => setDraft({ ...draft, command })}
      />
      {failure !== null && <FailureNote failure={failure} />}
      <div className="flex gap-1.5">
        <Button submit>{agent === undefined ? 'Add agent' : 'Save agent'}</Button>
        {onCancel !== undefined && (
          <Button kind="quiet" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  )
}
