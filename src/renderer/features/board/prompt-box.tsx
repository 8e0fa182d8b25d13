import { useId, useRef, useState } from 'react'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { sendCommand, whyNot } from '../../client/commands.ts'
import { newId } from '../../lib/new-id.ts'
import { visibleText } from '../../lib/visible-text.ts'

/** Sends a prompt. The text stays until the host has it. */
export function PromptBox({ thread }: { readonly thread: Thread }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const label = useId()
  const [refused, setRefused] = useState<Failure | null>(null)
  const send = async () => {
    const text = field.current?.value ?? ''
    const command: PublicCommand = {
      type: 'thread.prompt',
      payload: {
        thread: thread.id,
        prompt: newId(),
        attempt: newId(),
        blocks: [{ kind: 'text', text, origin: 'person' }],
      },
    }
    const failed = whyNot(command) ?? (await sendCommand(command))
    setRefused(failed)
    if (failed === null && field.current?.value === text) field.current.value = ''
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <label htmlFor={label}>Prompt</label>
      <textarea id={label} ref={field} rows={2} />
      <button type="submit">Send prompt</button>
      {refused !== null && (
        <p role="alert" className="failure">
          {visibleText(`${refused.message} ${refused.remedy}`)}
        </p>
      )}
    </form>
  )
}
