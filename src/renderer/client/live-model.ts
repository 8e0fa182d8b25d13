import { Mirror } from './page/mirror.ts'
import { PendingCommands } from './page/pending-commands.ts'
import { useHost } from './store.ts'
import type { ModelPatch } from './stream/messages.ts'

const mirror = new Mirror()

export const pendingCommands = new PendingCommands()

/** Sequence that the model has come to. */
export function modelSequence(): number {
  return mirror.at?.sequence ?? 0
}

export function applyModelPatch(patch: ModelPatch): void {
  if (mirror.at !== null && mirror.at.host !== patch.host) pendingCommands.clear()
  mirror.apply(patch)
  pendingCommands.arrived(patch.commands, patch.sequence)
  showModel()
}

/** Shows the model with what is pending; after every change of either. */
export function showModel(): void {
  const model = pendingCommands.shownOver(mirror.model)
  useHost.setState(({ revision }) => ({ model, revision: revision + 1, loaded: mirror.at !== null }))
}
