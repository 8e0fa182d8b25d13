import { automationTitle } from '../../../shared/domain/automation/title.ts'
import { navigate } from '../../client/navigation.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { notify, notifyRefused } from '../../ui/toaster.tsx'
import { readFile, removeFile, renameFile } from './file-verbs.ts'
import { idAt, openAutomation } from './places.ts'
import type { DraftText, Of } from './use-draft.ts'
import { beginNew, endNew } from './use-new.ts'

/** What is done to a file as a whole. Each of it can be taken back. */
export function FileMenu({
  of,
  text,
  onRename,
}: {
  readonly of: Of
  readonly text: DraftText
  readonly onRename: () => void
}) {
  const { draft, file } = text
  const discard = () => {
    text.keep(null)
    if (file?.revision == null) {
      endNew(of.project, of)
      navigate({ screen: 'automations', project: of.project }, 'replace')
    }
    const back = () => (file?.revision == null ? beginNew(of.project, of, draft?.text ?? '') : text.keep(draft))
    notify({ text: 'Discarded the draft', action: { title: 'Undo', run: back } })
  }
  return (
    <Menu
      align="end"
      trigger={
        <Button kind="quiet" aria-label="More about this automation">
          More
        </Button>
      }
      groups={[
        [
          {
            id: 'discard',
            title: 'Discard the draft',
            blocked: draft === null ? 'There is none.' : null,
            run: discard,
          },
        ],
        [
          { id: 'rename', title: 'Rename', blocked: file === null ? 'It is not read yet.' : null, run: onRename },
          {
            id: 'delete',
            title: 'Delete',
            blocked: file?.revision == null ? 'It is not saved: discard the draft instead.' : null,
            run: () => remove(of, text),
          },
        ],
      ]}
    />
  )
}

async function remove(of: Of, { file }: DraftText): Promise<void> {
  if (file === null) return
  const removed = await removeFile({ ...of, file })
  if (!removed.ok) return notifyRefused(removed.error)
  navigate({ screen: 'automations', project: of.project }, 'replace')
  const undo = async () => {
    await removed.value()
    openAutomation(of.project, of)
  }
  notify({ text: `Deleted ${visibleLine(automationTitle(of.name))}`, action: { title: 'Undo', run: undo } })
}

/** Gives an automation another name, and goes there. Answers why not. */
export async function rename(of: Of, { file, text }: DraftText, name: string) {
  if (file === null) return null
  const refused = await renameFile({ ...of, file }, name)
  if (refused !== null) return refused
  if (file.revision === null) {
    endNew(of.project, of)
    beginNew(of.project, { ...of, name }, text)
  }
  openAutomation(of.project, { name, scope: of.scope }, 'replace')
  const renamed = { ...of, name, id: idAt(of.project, { name, scope: of.scope }) }
  notify({
    text: `Renamed to ${visibleLine(automationTitle(name))}`,
    action: { title: 'Undo', run: () => renameBack(renamed, of.name) },
  })
  return null
}

async function renameBack(of: Of, name: string): Promise<void> {
  const file = await readFile(of)
  const refused = file.ok ? await renameFile({ ...of, file: file.value }, name) : file.error
  if (refused !== null) notifyRefused(refused)
  else openAutomation(of.project, { name, scope: of.scope }, 'replace')
}
