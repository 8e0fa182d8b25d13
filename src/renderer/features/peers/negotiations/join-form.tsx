import { type FormEvent, type KeyboardEvent, useState } from 'react'
import type { Negotiation } from '../../../../shared/domain/negotiation/state.ts'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import { sendCommand } from '../../../client/commands.ts'
import { useKept } from '../../../client/kept.ts'
import { newId } from '../../../lib/new-id.ts'
import { isMac } from '../../../lib/platform.ts'
import { announce } from '../../../ui/announce.tsx'
import { Button } from '../../../ui/button.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { namesOf, useNames } from '../names.ts'

/** A person says something to all parties at once: it goes to them as a prompt of a person's, not as a thread's message. */
export function JoinForm({ negotiation }: { readonly negotiation: Negotiation }) {
  const { id, parties } = negotiation
  const [text, keep] = useKept<string>(`peers.join.${id}`, '')
  const [refused, setRefused] = useState<Failure | null>(null)
  const [sending, setSending] = useState(false)
  const name = useNames(parties)
  const title = parties.length === 2 ? 'Tell both' : `Tell all ${parties.length}`
  const send = async () => {
    if (text.trim() === '' || sending) return
    setSending(true)
    const prompts = parties.map((thread) => ({ thread, prompt: newId() }))
    const why = await sendCommand({ type: 'negotiation.join', payload: { negotiation: id, text, prompts } })
    setSending(false)
    setRefused(why)
    if (why !== null) return
    keep('')
    announce(`Told ${namesOf(name, parties)}`)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(isMac ? event.metaKey : event.ctrlKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    void send()
  }
  return (
    <form aria-label={title} onSubmit={submit} className="flex flex-col gap-1.5">
      {refused !== null && <FailureNote failure={refused} />}
      <TextArea
        bare
        label={`Say something to ${namesOf(name, parties)}`}
        placeholder={`Say something to ${parties.length === 2 ? 'both' : 'all of them'}`}
        value={text}
        onChange={keep}
        onKeyDown={keys}
        className="max-h-[30vh] min-h-[46px]"
      />
      <div className="flex items-start gap-2">
        <p className="flex-1 text-12 text-muted">Each has it as your prompt, for its next turn, in your words.</p>
        <Button submit size="small" why={whyNot(text, sending)} keys="mod+enter" showKeys>
          {title}
        </Button>
      </div>
    </form>
  )
}

function whyNot(text: string, sending: boolean): string | null {
  if (sending) return 'It is on its way.'
  return text.trim() === '' ? 'Write what they should know.' : null
}
