import { type ClipboardEvent, type DragEvent, type KeyboardEvent, type Ref, useMemo, useRef, useState } from 'react'
import type { Thread } from '../../../../shared/domain/thread/state.ts'
import { useFollowUp } from '../../../client/follow-ups.ts'
import { useWhyNot } from '../../../client/model-hooks.ts'
import { useBringIn } from '../../../client/use-bring-in.ts'
import { classNames } from '../../../lib/class-names.ts'
import { isMac } from '../../../lib/platform.ts'
import { explain } from '../../../lib/refusal.ts'
import { announce } from '../../../ui/announce.tsx'
import { Button } from '../../../ui/button.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { MentionArea } from '../../../ui/mention-area.tsx'
import { AttachmentChips } from './attachment-chips.tsx'
import { readAttachment } from './attachments.ts'
import { composerMode } from './composer-mode.ts'
import { attached, broughtIn, type Draft, detached, typed } from './draft.ts'
import { changeDraft, useDraft } from './draft-store.ts'
import { QueuedPrompts } from './queued-prompts.tsx'
import { commandOf, type SendKind, useSend } from './use-send.ts'

export interface ComposerProps {
  readonly thread: Thread
  /** Of the live model, which tells what would be refused; an archived thread is the host's to judge. */
  readonly live: boolean
  readonly field: Ref<HTMLTextAreaElement>
}

/** Where a person writes to the thread. What is written stays until the host has it. */
export function Composer({ thread, live, field }: ComposerProps) {
  const { id } = thread
  const draft = useDraft(id)
  const sender = useSend(id)
  const mode = composerMode(thread)
  const { attachments } = draft
  const bringIn = useBringIn(
    thread,
    useMemo(() => broughtIn({ attachments }), [attachments]),
  )
  const refusals = useWhy(thread, live, draft)
  const why = { prompt: refusals.prompt ?? bringIn.why, steer: refusals.steer ?? bringIn.why }
  const followUp = useFollowUp(id)
  const chooser = useRef<HTMLInputElement>(null)
  const [dropping, setDropping] = useState(false)

  const add = async (files: Iterable<File>) => {
    for (const file of [...files]) {
      const read = await readAttachment(file)
      if (read.ok) changeDraft(id, (present) => attached(present, [read.value]))
      else sender.fail(read.error)
    }
  }
  const send = (kind: SendKind) => {
    const reason = why[kind]
    if (reason === null) sender.send(kind)
    else announce(explain(reason))
  }
  const keys = (event: KeyboardEvent) => {
    const mod = isMac ? event.metaKey : event.ctrlKey
    if (event.key !== 'Enter' || !mod || event.nativeEvent.isComposing) return
    event.preventDefault()
    send(event.shiftKey && mode.inTurn ? 'steer' : 'prompt')
  }
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    void add(event.clipboardData.files)
  }
  const drop = (event: DragEvent) => {
    setDropping(false)
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    void add(event.dataTransfer.files)
  }
  return (
    <section
      aria-label="Prompt"
      className={classNames('flex shrink-0 flex-col gap-1.5 border-t px-3.5 py-[9px]', dropping && 'bg-selected')}
      onDragOver={(event) => {
        event.preventDefault()
        setDropping(true)
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      <QueuedPrompts thread={thread} />
      {sender.failure !== null && (
        <FailureNote failure={sender.failure}>
          <Button size="small" kind="quiet" onClick={sender.dismiss}>
            Close
          </Button>
        </FailureNote>
      )}
      {followUp !== null && mode.atRest && thread.turns <= 1 && draft.text === '' && (
        <Button className="self-start" onClick={() => sender.sendPrepared(followUp.prompt)}>
          {followUp.label}
        </Button>
      )}
      <AttachmentChips
        attachments={attachments}
        onRemove={(attachment) => changeDraft(id, (present) => detached(present, attachment))}
      />
      {bringIn.words !== null && (
        <p aria-live="polite" className="text-12 text-muted">
          {bringIn.words}
        </p>
      )}
      <MentionArea
        ref={field}
        choices={bringIn.choices}
        listLabel="Threads"
        onMention={({ id: other, title }) =>
          changeDraft(id, (present) => attached(present, [{ kind: 'thread', id: other, name: title }]))
        }
        bare
        label="Prompt"
        placeholder={mode.placeholder}
        value={draft.text}
        onChange={(text) => changeDraft(id, (present) => typed(present, text))}
        onKeyDown={keys}
        onPaste={paste}
        className="max-h-[30vh] min-h-[46px]"
      />
      <div className="flex flex-wrap items-center gap-1.5">
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          aria-label="Files to attach"
          onChange={(event) => {
            void add(event.target.files ?? [])
            event.target.value = ''
          }}
        />
        <Button
          kind="quiet"
          size="small"
          tip="Pictures and text files; paste and drop work too"
          onClick={() => chooser.current?.click()}
        >
          Attach
        </Button>
        <span className="flex-1" />
        {mode.inTurn && (
          <Button
            size="small"
            why={why.steer}
            tip="Stops the turn, saves its work, and goes on with this"
            keys="mod+shift+enter"
            onClick={() => send('steer')}
          >
            Steer
          </Button>
        )}
        <Button kind="main" size="small" why={why.prompt} keys="mod+enter" showKeys onClick={() => send('prompt')}>
          {mode.send}
        </Button>
      </div>
    </section>
  )
}

/** Why the draft can't be sent now. The ids only stand for those that sending mints. */
function useWhy(thread: Thread, live: boolean, draft: Draft) {
  const { text, attachments } = draft
  const commands = useMemo(() => {
    const to = { thread: thread.id, prompt: 'unsent-prompt', attempt: 'unsent-attempt' }
    const of = (kind: SendKind) => (live ? commandOf({ ...to, kind }, { text, attachments }) : null)
    return { prompt: of('prompt'), steer: of('steer') }
  }, [thread.id, live, text, attachments])
  return { prompt: useWhyNot(commands.prompt), steer: useWhyNot(commands.steer) }
}
