import type { SessionUpdate } from '@agentclientprotocol/sdk'
import { protocolFailure } from '../protocol-failures.ts'
import { replaceObject } from '../replace.ts'
import type { FloodRecord } from '../session-record.ts'
import type { FailStep, Step } from '../steps.ts'
import { breathe, emit, fill, namesOf, pause, type Turn } from '../turn.ts'
import type { StepOutcome } from '../turn-end.ts'
import { say, textBlock } from './speech.ts'

/** How many flood messages are under way at once: enough to be fast, few enough to hold no memory. */
const FLOOD_BATCH = 64
const SPIN_SLICE_MS = 20
const FOREVER_MS = 2_147_483_647

export async function flood(turn: Turn, step: Extract<Step, { kind: 'flood' }>): Promise<void> {
  const messageId = turn.session.nextMessageId()
  for (let from = 0; from < step.messages && !turn.signal.aborted; from += FLOOD_BATCH) {
    const to = Math.min(from + FLOOD_BATCH, step.messages)
    const stretch: FloodRecord = { kind: 'flood', messageId, from, to, bytes: step.bytes }
    turn.session.record(stretch)
    await Promise.all(floodMessages(stretch).map((update) => turn.client.update(update)))
    await breathe()
  }
}

/** Each is `bytes` bytes of text that starts with its number. */
export function floodMessages({ messageId, from, to, bytes }: FloodRecord): readonly SessionUpdate[] {
  return Array.from({ length: to - from }, (_, offset) => {
    const text = `${from + offset} `.padEnd(bytes, '.').slice(0, bytes)
    return { sessionUpdate: 'agent_message_chunk', messageId, content: textBlock(text) }
  })
}

/** Sends nothing more until the turn is cancelled. */
export async function hang(turn: Turn): Promise<void> {
  while (!turn.signal.aborted) await pause(turn, FOREVER_MS)
}

/** Burns CPU, with a glance at the client between slices so that it can be cancelled. */
export async function spin(turn: Turn, ms: number): Promise<void> {
  const end = performance.now() + ms
  while (performance.now() < end && !turn.signal.aborted) {
    const slice = Math.min(end, performance.now() + SPIN_SLICE_MS)
    while (performance.now() < slice);
    await breathe()
  }
}

/** The end comes at once where it comes at all; an ignored signal lets the turn go on. */
export async function kill(turn: Turn, signal: NodeJS.Signals): Promise<void> {
  turn.host.signal(signal)
  await breathe()
}

/** Not part of the conversation, so not stored. */
export function garbage(turn: Turn, text: string): Promise<void> {
  return turn.host.writeLine(fill(turn, text))
}

export async function unknownUpdate(turn: Turn, step: Extract<Step, { kind: 'unknownUpdate' }>): Promise<void> {
  const update = { sessionUpdate: 'scripted_unknown', ...replaceObject(step.update, namesOf(turn)) }
  await emit(turn, update as unknown as SessionUpdate)
}

export async function fail(turn: Turn, step: FailStep): Promise<StepOutcome> {
  const message = fill(turn, step.message)
  if (step.class !== 'refusal') {
    return { kind: 'fail', error: protocolFailure({ ...step, class: step.class, message }) }
  }
  if (message !== '') await say(turn, { kind: 'say', text: message, chunks: undefined, everyMs: undefined })
  return { kind: 'stop', reason: 'refusal' }
}
