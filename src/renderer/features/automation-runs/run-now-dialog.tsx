import type { AutomationScope } from '../../../shared/domain/automation/state.ts'
import type { ProjectId } from '../../../shared/kernel/ids.ts'
import { Dialog, DialogBody } from '../../ui/dialog.tsx'

export interface RunNowDialogProps {
  readonly project: ProjectId
  readonly scope: AutomationScope
  readonly name: string
  /** There is a draft that isn't saved: what runs is the file. */
  readonly unsaved: boolean
  readonly onClose: () => void
}

/** Fires an automation by hand, with an event where one is given. */
export function RunNowDialog({ onClose }: RunNowDialogProps) {
  return (
    <Dialog open onClose={onClose} title="Run now">
      <DialogBody>{null}</DialogBody>
    </Dialog>
  )
}
