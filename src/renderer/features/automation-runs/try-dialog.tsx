import type { AutomationScope } from '../../../shared/domain/automation/state.ts'
import type { AutomationId, ProjectId } from '../../../shared/kernel/ids.ts'
import { Dialog, DialogBody } from '../../ui/dialog.tsx'

export interface TryDialogProps {
  readonly project: ProjectId
  readonly scope: AutomationScope
  readonly name: string
  /** The draft where it isn't saved; absent: the file. */
  readonly text?: string | undefined
  /** Whose past firings it can be tried on; null before it was ever saved. */
  readonly automation: AutomationId | null
  /** Kinds below its `on`, as the draft has them. */
  readonly triggers: readonly string[]
  readonly onClose: () => void
}

/** What it would do about an event. Nothing is dispatched. */
export function TryDialog({ onClose }: TryDialogProps) {
  return (
    <Dialog open onClose={onClose} title="Try on a past event" width="wide">
      <DialogBody>{null}</DialogBody>
    </Dialog>
  )
}
