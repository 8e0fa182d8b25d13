import type { Command } from '../../shared/domain/command.ts'
import type { Model } from '../../shared/domain/model.ts'
import { policyOf } from '../../shared/domain/permission/policy-of.ts'
import type { Thread, Turn } from '../../shared/domain/thread/state.ts'
import { placeOf, type ThreadPlace } from '../../shared/domain/worktree/queries.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { EffectContext, EffectHandler } from '../engine/effect-handler.ts'
import type { ExecutorServices } from './services.ts'
import type { Opened, Sessions } from './sessions.ts'

interface Slot {
  readonly thread: ThreadId
  readonly generation: number
}

/**
 * Hands a thread's prompt to its agent. The start of the turn is stored first: a host that dies
 * after that finds the turn open and sends it again, one that dies before finds this effect.
 */
export function promptSession(services: ExecutorServices, sessions: Sessions): EffectHandler<'session.prompt'> {
  return {
    kind: 'session.prompt',
    async run(slot, context) {
      const thread = inSlot(context.model, slot)
      const place = placeOf(context.model, slot.thread)
      if (thread === undefined || place === undefined) return []
      if (thread.turn.phase === 'cancelling') return withdraw(slot, stopped)
      await services.transcripts.open(slot.thread)
      const handedOver = await handOver({ services, sessions, slot, place, thread }, context)
      if (handedOver === null) return []
      await services.transcripts.release(slot.thread)
      return withdraw(slot, handedOver)
    },
    abandon: (slot, failure) => withdraw(slot, failure),
  }
}

interface HandOver {
  readonly services: ExecutorServices
  readonly sessions: Sessions
  readonly slot: Slot
  readonly place: ThreadPlace
  readonly thread: InTurn
}

/** Null once the agent has the prompt (the turn's end then releases the transcript), else why it hasn't. */
async function handOver(turn: HandOver, context: EffectContext): Promise<Failure | null> {
  const { sessions, slot } = turn
  const { folder } = turn.place
  const sent = context.model.prompt.get(turn.thread.turn.prompt.id)
  if (sent === undefined) throw new Error(`${slot.thread} has a turn without its prompt`)
  const below = context.model.project.get(turn.thread.project)?.prefix ?? ''
  const restricted = policyOf(context.model, turn.thread.run)?.profile === 'restricted'
  const opened = await sessions.open(turn.thread, { folder, below, restricted })
  if (!opened.ok) return opened.error
  const { live, fresh } = opened.value
  const current = inSlot(context.model, slot)
  if (current === undefined || current.turn.phase === 'cancelling') {
    // The model never heard of it, so nobody else would end it.
    if (fresh !== null) await live.withdraw()
    return stopped
  }
  // Closed for want of room between the two: the next look waits for its end and opens another.
  if (fresh === null && !live.usable) return handOver(turn, context)
  live.begin(current.turn, sent.blocks, slot.generation)
  const announced = await announce(turn, opened.value, context)
  if (!announced.ok) {
    await live.withdraw()
    return announced.error
  }
  void live.run(current.turn, sent.blocks).then(() => sessions.trim())
  return null
}

async function announce({ slot, thread }: HandOver, opened: Opened, context: EffectContext) {
  const { fresh } = opened
  if (fresh !== null) {
    const told = await context.report({ type: 'session.report-opened', payload: { ...slot, session: fresh.session } })
    if (!told.ok) return told
    greet(thread, opened)
  }
  return context.report({ type: 'turn.report-started', payload: slot })
}

const stopped: Failure = {
  code: 'stopped',
  message: 'It was stopped before it started.',
  remedy: 'Send a prompt to go on.',
}

type InTurn = Thread & { readonly turn: Turn }

function inSlot(model: Model, slot: Slot): InTurn | undefined {
  const thread = model.thread.get(slot.thread)
  if (thread?.turn == null || thread.session.generation !== slot.generation) return undefined
  return thread as InTurn
}

function withdraw(slot: Slot, failure: Failure): readonly Command[] {
  return [{ type: 'turn.withdraw', payload: { thread: slot.thread, generation: slot.generation, failure } }]
}

/** An agent that could not take its conversation up again starts anew, on the same files; the reader is told. */
function greet(thread: Thread, { live, fresh, notice }: Opened): void {
  if (notice !== undefined) live.notice(notice)
  if (thread.session.session === null || fresh === null || fresh.resumed) return
  live.notice('The agent could not take up the earlier conversation. It starts a new one on the same files.')
}
