import { type FormEvent, useId, useState } from 'react'
import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'
import type { Negotiation } from '../../../../shared/domain/negotiation/state.ts'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import { sendCommand } from '../../../client/commands.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useNames } from '../names.ts'
import { contractName, rulingWords } from './negotiation-words.ts'
import { type SettleChoice, settleChoices } from './settle-choices.ts'

type Settle = Extract<PublicCommand, { type: 'negotiation.settle' }>['payload']

export interface SettleFormProps {
  readonly negotiation: Negotiation
  readonly onClose: () => void
}

/** How a person ends it, with what comes of each way before it is chosen. */
export function SettleForm({ negotiation, onClose }: SettleFormProps) {
  const name = useNames(negotiation.parties)
  const contracts = useModel((model) => [...model.contract.within(negotiation.project)])
  const contract = useModel((model) =>
    settleNames(
      contractName(model),
      contracts.map(({ id }) => id),
    ),
  )
  const choices = settleChoices(negotiation, contracts, name)
  const [chosen, setChosen] = useState<string | null>(null)
  const [because, setBecause] = useState('')
  const [refused, setRefused] = useState<Failure | null>(null)
  const choice = choices.find(({ id }) => id === chosen)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (choice === undefined) return
    const why = await sendCommand({ type: 'negotiation.settle', payload: payloadOf(negotiation, choice, because) })
    setRefused(why)
    if (why === null) onClose()
  }
  return (
    <form aria-label="Settle it" onSubmit={(event) => void submit(event)} className="flex flex-col gap-2">
      <Choices {...{ choices, chosen }} onChoose={setChosen} />
      <p className="min-h-9 text-12 text-muted" aria-live="polite">
        {choice === undefined
          ? 'Choose how it ends.'
          : rulingWords(choice.ruling, {
              parties: negotiation.parties,
              name,
              contract: (id) => contract[id] ?? 'the contract',
            })}
      </p>
      <TextField label="Why (they are told)" value={because} onChange={setBecause} maxLength={1000} />
      {refused !== null && <FailureNote failure={refused} />}
      <div className="flex gap-1.5">
        <Button submit kind="main" size="small" why={choice === undefined ? 'Choose how it ends.' : null}>
          Settle it
        </Button>
        <Button kind="quiet" size="small" onClick={onClose}>
          Leave it open
        </Button>
      </div>
    </form>
  )
}

interface ChoicesProps {
  readonly choices: readonly SettleChoice[]
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
}

function Choices({ choices, chosen, onChoose }: ChoicesProps) {
  const group = useId()
  return (
    <fieldset className="flex flex-col">
      <legend className="mb-1 text-12 text-muted">How it ends</legend>
      {choices.map(({ id, title }) => (
        <label key={id} className="flex min-h-6 items-center gap-2">
          <input
            type="radio"
            name={group}
            checked={chosen === id}
            onChange={() => onChoose(id)}
            className="size-3.5 shrink-0 appearance-none rounded-full border border-faint bg-bg checked:border-4 checked:border-text"
          />
          <span className="min-w-0 truncate">{title}</span>
        </label>
      ))}
    </fieldset>
  )
}

function settleNames(name: (id: string) => string, ids: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(ids.map((id) => [id, name(id)]))
}

function payloadOf({ id }: Negotiation, { ruling }: SettleChoice, because: string): Settle {
  const reason = because.trim()
  return {
    negotiation: id,
    ruling,
    ...(reason === '' ? {} : { because: reason }),
  }
}
