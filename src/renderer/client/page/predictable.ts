import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Model } from '../../../shared/domain/model.ts'

/** Commands that are decided by the model alone. All others need facts from the host, so that their outcome is awaited. */
const predictable: ReadonlySet<string> = new Set<PublicCommand['type']>([
  'thread.prompt',
  'thread.steer',
  'thread.answer',
  'thread.interrupt',
  'thread.stop',
  'thread.land',
  'thread.discard',
  'thread.restore',
  'landing.undo',
  'landing.accept',
  'project.forget',
  'run.configure',
  'task.add',
  'task.edit',
  'task.move',
  'task.link',
  'task.unlink',
  'task.remove',
])

export function isPredictable(model: Model, command: PublicCommand): boolean {
  // A prompt to a landed thread opens a new one, from where the branch is now.
  if (command.type === 'thread.prompt') return model.thread.get(command.payload.thread)?.state.kind !== 'landed'
  return predictable.has(command.type)
}
