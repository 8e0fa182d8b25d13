import type { Engine } from '../../../src/main/engine/engine.ts'
import type { Clock } from '../../../src/main/ports/clock.ts'
import { isStuck } from '../../../src/shared/domain/task/threads.ts'
import type { Thread } from '../../../src/shared/domain/thread/state.ts'
import type { CommandId, PromptId, ThreadId } from '../../../src/shared/kernel/ids.ts'
import type { Costs } from './costs.ts'
import type { WorldRepository } from './world-repository.ts'

interface ToHelp {
  readonly engine: Engine
  readonly clock: Pick<Clock, 'after'>
  readonly costs: Costs
  readonly repository: WorldRepository
}

/**
 * Stands for the person whom recovery asks once it has tried all it may: as long as a round trip takes, and then the
 * thread is to merge what has landed. To be called whenever nothing moves.
 */
export function helpStuck({ clock, costs, engine, repository }: ToHelp): () => void {
  const helped = new Set<string>()
  const send = (thread: ThreadId, name: string) => {
    const tip = repository.git(repository.folder, 'rev-parse', 'main').trim()
    const blocks = [{ kind: 'text', text: `Merge ${tip} and go on.`, origin: 'person' }] as const
    const payload = {
      thread,
      prompt: `prompt of ${name}` as PromptId,
      blocks,
      attempt: `attempt of ${name}` as ThreadId,
    }
    return engine.submit({ id: name as CommandId, actor: 'person', command: { type: 'thread.prompt', payload } })
  }
  return () => {
    for (const thread of engine.model.thread.values()) {
      const name = `help ${thread.id} ${thread.turns}`
      if (!needsHelp(engine, thread) || helped.has(name)) continue
      helped.add(name)
      clock.after(costs.roundTripMs, () => void send(thread.id, name))
    }
  }
}

function needsHelp({ model }: Engine, thread: Thread): boolean {
  return thread.state.kind === 'parked' && thread.state.reason.code === 'conflict' && isStuck(model, thread)
}
