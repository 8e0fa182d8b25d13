import { useState } from 'react'
import type { AutomationScope } from '../../../shared/domain/automation/state.ts'
import { automationTitle } from '../../../shared/domain/automation/title.ts'
import type { AutomationId, ProjectId } from '../../../shared/kernel/ids.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'
import { DryRunView } from './dry-run-view.tsx'
import { EventChoice } from './event-choice.tsx'
import type { ChosenEvent } from './pasted-event.ts'
import { useDryRun } from './use-dry-run.ts'
import { useTriggerTitles } from './use-trigger-titles.ts'

export interface TryDialogProps {
  readonly project: ProjectId
  readonly scope: AutomationScope
  readonly name: string
  /** The draft where it isn't saved; absent: the file. */
  readonly text?: string | undefined
  /** What the form changed is not in the text yet. */
  readonly unsettled: boolean
  /** Whose past firings it can be tried on; null before it was ever saved. */
  readonly automation: AutomationId | null
  /** Kinds below its `on`, as the draft has them. */
  readonly triggers: readonly string[]
  readonly onClose: () => void
}

/** What it would do about an event. Nothing is dispatched. */
export function TryDialog(props: TryDialogProps) {
  const { project, scope, name, text, unsettled, automation, triggers, onClose } = props
  const [event, setEvent] = useState<ChosenEvent | null>(null)
  const titles = useTriggerTitles()
  const { dryRun, failure, asking } = useDryRun({ project, scope, name, text, unsettled }, event)
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title="Try it on an event"
      detail={`${visibleLine(automationTitle(name))}${text === undefined ? '' : ', as it is written now'}`}
    >
      <DialogBody className="flex flex-col gap-3.5">
        <EventChoice
          draft={`${project}/${scope}/${name}`}
          automation={automation}
          triggers={triggers}
          titles={titles}
          onChoose={setEvent}
        />
        {failure !== null && <FailureNote failure={failure} />}
        {dryRun === null && asking && <QuietLoading text="Trying it" />}
        {dryRun !== null && event !== null && failure === null && <DryRunView dryRun={dryRun} stale={asking} />}
      </DialogBody>
      <DialogFooter text="Nothing is dispatched, and nothing is counted.">
        <Button onClick={onClose}>Close</Button>
      </DialogFooter>
    </Dialog>
  )
}
