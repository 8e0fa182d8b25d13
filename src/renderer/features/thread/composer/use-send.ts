import { useEffect, useState } from 'react'
import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'
import { type Failure, failure } from '../../../../shared/kernel/failure.ts'
import { sendCommand } from '../../../client/commands.ts'
import { currentRoute, navigate } from '../../../client/navigation.ts'
import { useHost } from '../../../client/store.ts'
import { introduction } from '../../../lib/bring-in.ts'
import { newId } from '../../../lib/new-id.ts'
import { accepted, broughtIn, type Draft, recovered, refused, sent } from './draft.ts'
import { changeDraft, readDraft } from './draft-store.ts'
import { promptBlocks } from './prompt-blocks.ts'

export type SendKind = 'prompt' | 'steer'

/** On their way from this page, so that a composer that opens anew doesn't take them for lost ones. */
const underWay = new Set<string>()

const unsure = failure(
  'send-unsure',
  'The page ended before the host had answered for what is in the field below.',
  'Look in the conversation whether it arrived, then send it or clear it.',
)

export interface Sender {
  readonly failure: Failure | null
  /** What is written. */
  send(kind: SendKind): void
  /** A prepared text, beside what is written. */
  sendPrepared(text: string): void
  dismiss(): void
  fail(failure: Failure): void
}

/** Sends the draft of a thread; it stays in it until the host has it. */
export function useSend(thread: string): Sender {
  const [failed, setFailed] = useState<Failure | null>(null)
  useEffect(() => {
    const sending = readDraft(thread).sending.map((one) => one.prompt)
    const lost = sending.filter((prompt) => !underWay.has(prompt))
    if (lost.length === 0) return
    const has = (prompt: string) => useHost.getState().model.prompt.get(prompt) !== undefined
    if (!lost.every(has)) setFailed(unsure)
    changeDraft(thread, (draft) => recovered(draft, lost, has))
  }, [thread])
  const start = (delivery: Promise<Failure | null>) => {
    setFailed(null)
    void delivery.then(setFailed)
  }
  return {
    failure: failed,
    dismiss: () => setFailed(null),
    fail: setFailed,
    send: (kind) => start(sendDraft(commandOf({ ...minted(thread), kind }, readDraft(thread)))),
    sendPrepared: (text) => start(deliver(commandOf({ ...minted(thread), kind: 'prompt' }, { text, attachments: [] }))),
  }
}

function minted(thread: string) {
  return { thread, prompt: newId(), attempt: newId() }
}

async function sendDraft(command: PromptCommand): Promise<Failure | null> {
  const { thread, prompt } = command.payload
  underWay.add(prompt)
  const brought = broughtIn(readDraft(thread))
  changeDraft(thread, (draft) => sent(draft, prompt))
  // First, so that its agent knows them when it reads the prompt.
  const refusal = (await introduce(thread, brought)) ?? (await deliver(command))
  underWay.delete(prompt)
  changeDraft(thread, (draft) => (refusal === null ? accepted(draft, prompt) : refused(draft, prompt)))
  return refusal
}

async function introduce(thread: string, brought: readonly string[]): Promise<Failure | null> {
  const payload = introduction(useHost.getState().model, thread, brought)
  if (payload === null) return null
  return sendCommand({ type: 'cluster.introduce', payload: { ...payload, cluster: newId(), negotiation: newId() } })
}

async function deliver(command: PromptCommand): Promise<Failure | null> {
  // Of an archived thread the state isn't known here; only one that has landed takes a prompt.
  const landed = (useHost.getState().model.thread.get(command.payload.thread)?.state.kind ?? 'landed') === 'landed'
  const refusal = await sendCommand(command)
  if (refusal === null && command.type === 'thread.prompt' && landed) void openAttempt(command.payload.attempt)
  return refusal
}

type PromptCommand = Extract<PublicCommand, { type: 'thread.prompt' | 'thread.steer' }>

interface Addressed {
  readonly thread: string
  readonly kind: SendKind
  readonly prompt: string
  readonly attempt: string
}

export function commandOf(
  { thread, kind, prompt, attempt }: Addressed,
  draft: Pick<Draft, 'text' | 'attachments'>,
): PromptCommand {
  const blocks = promptBlocks(draft)
  if (kind === 'steer') return { type: 'thread.steer', payload: { thread, prompt, blocks } }
  return { type: 'thread.prompt', payload: { thread, prompt, blocks, attempt } }
}

/** Shows the new attempt once it is known here. */
async function openAttempt(attempt: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = () => {
      if (useHost.getState().model.thread.get(attempt) === undefined) return
      stop()
      resolve()
    }
    const stop = useHost.subscribe(look)
    look()
  })
  const route = currentRoute()
  const scope = route.screen === 'board' ? route.scope : { kind: 'all' as const }
  navigate({ screen: 'board', scope, thread: attempt, tab: 'conversation' })
}
