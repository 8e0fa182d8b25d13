import { useState } from 'react'
import type { Automation, ProposedVersion } from '../../../shared/domain/automation/state.ts'
import { sendCommand } from '../../client/commands.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { DiffView } from '../../ui/diff-view.tsx'
import { notify, notifyRefused } from '../../ui/toaster.tsx'
import { definitionText } from './definition-text.ts'
import { Widens } from './save-dialog.tsx'

export interface ProposedNoteProps {
  readonly automation: Automation
  readonly proposed: ProposedVersion
}

/** The file may do more than before, and waits for a person's yes; until then the version before it holds. */
export function ProposedNote({ automation, proposed }: ProposedNoteProps) {
  const [comparing, setComparing] = useState(false)
  const use = async () => {
    const payload = { automation: automation.id, revision: proposed.revision }
    const refused = await sendCommand({ type: 'automation.accept', payload })
    if (refused !== null) return notifyRefused(refused)
    setComparing(false)
    notify({ text: 'The new version is in force' })
  }
  const before = automation.definition === null ? '' : definitionText(automation.definition)
  return (
    <section
      aria-label="A new version"
      className="flex flex-wrap items-center gap-2 border-l-[3px] border-you px-3 py-1"
    >
      <p className="min-w-60 flex-1 wrap-anywhere">
        The file has changed, and may do more: {visibleText(proposed.widens.join(' '))}{' '}
        <span className="text-muted">Until you say yes, the version before it holds.</span>
      </p>
      <Button size="small" onClick={() => setComparing(true)}>
        Compare
      </Button>
      <Button size="small" onClick={() => void use()}>
        Use it
      </Button>
      <Dialog
        open={comparing}
        onClose={() => setComparing(false)}
        title="What is in force, and the new version"
        width="wide"
      >
        <DialogBody className="flex flex-col gap-3">
          <Widens sentences={proposed.widens} />
          <div className="min-h-0 overflow-hidden rounded border border-line">
            <DiffView
              label="The new version"
              source={{
                kind: 'texts',
                path: 'automation',
                before,
                after: definitionText(proposed.definition),
              }}
              layout="unified"
              wrap
              className="max-h-[46vh]"
            />
          </div>
        </DialogBody>
        <DialogFooter
          text={<span className="text-12">Every setting as it is understood, with what is usual filled in.</span>}
        >
          <Button kind="quiet" onClick={() => setComparing(false)}>
            Leave it
          </Button>
          <Button onClick={() => void use()}>Use it</Button>
        </DialogFooter>
      </Dialog>
    </section>
  )
}
