import { Suspense, useState } from 'react'
import type { Automation } from '../../../shared/domain/automation/state.ts'
import { automationTitle } from '../../../shared/domain/automation/title.ts'
import { sendCommand } from '../../client/commands.ts'
import { useWhyNot } from '../../client/model-hooks.ts'
import { isObject } from '../../lib/form-change.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { notify, notifyRefused } from '../../ui/toaster.tsx'
import { FileMenu, rename } from './file-menu.tsx'
import { fileWords } from './places.ts'
import { RenameDialog } from './rename-dialog.tsx'
import { SaveDialog } from './save-dialog.tsx'
import type { AutomationSlots } from './slots.ts'
import type { DraftText, Of } from './use-draft.ts'
import { endNew } from './use-new.ts'

export interface EditorHeadProps {
  readonly of: Of
  readonly text: DraftText
  readonly automation: Automation | null
  readonly others: readonly string[]
  readonly slots: AutomationSlots
  readonly view: 'form' | 'yaml'
  readonly onView: (view: 'form' | 'yaml') => void
}

type Open = 'save' | 'rename' | 'try' | 'run' | null

const views = [
  { value: 'form', title: 'Form' },
  { value: 'yaml', title: 'YAML' },
] as const

/** What an automation is called, and what can be done with it. */
export function EditorHead({ of, text, automation, others, slots, view, onView }: EditorHeadProps) {
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const actions = actionsOf({ text, automation, view, onView, setOpen })
  const { save, attempt, run } = actions
  const turn = useTurn(automation)
  useActions([...Object.values(actions), ...turn])
  const title = visibleLine(automationTitle(of.name))
  const on = isObject(text.fields?.on) ? Object.keys(text.fields.on) : []
  const path = fileWords(of.name, of.scope)
  return (
    <header className="flex flex-wrap items-center gap-x-2.5 gap-y-2 border-b border-soft px-6.5 pt-4 pb-2 max-beside:px-4">
      <div className="min-w-40 flex-1">
        <h2 className="truncate text-15 font-bold" title={title}>
          {title}
        </h2>
        <p className="truncate text-12 text-muted" title={path} role="status">
          {text.draft === null ? path : 'Not saved yet; kept as a draft'}
        </p>
      </div>
      <Segmented label="Shown as" value={view} choices={views} onChange={onView} />
      <FileMenu of={of} text={text} onRename={() => setOpen('rename')} />
      <ActionButton action={attempt} />
      <ActionButton action={run} />
      <ActionButton action={save} kind="main" />
      {open === 'save' && (
        <SaveDialog
          path={path}
          before={text.file?.revision == null ? null : text.file.text}
          after={text.text}
          widens={text.check?.widens ?? []}
          why={blockedSave(text) ?? waiting(text)}
          onSave={async () => {
            const refused = await text.save()
            if (refused !== null) return refused
            endNew(of.project, of)
            notify({ text: `Saved ${title}` })
            return null
          }}
          onClose={close}
        />
      )}
      {open === 'rename' && (
        <RenameDialog name={of.name} taken={others} onRename={(name) => rename(of, text, name)} onClose={close} />
      )}
      <Suspense fallback={null}>
        {open === 'try' && (
          <slots.Try
            {...of}
            text={text.draft === null ? undefined : text.text}
            unsettled={text.stuck === null && waiting(text) !== null}
            automation={automation === null ? null : of.id}
            triggers={on}
            onClose={close}
          />
        )}
        {open === 'run' && <slots.RunNow {...of} unsaved={text.draft !== null} onClose={close} />}
      </Suspense>
    </header>
  )
}

function notRead({ fields }: DraftText): string | null {
  return fields === null ? 'It is not read yet.' : null
}

/** Why what the dialog shows isn't ready to be saved. */
function waiting({ draft }: DraftText): string | null {
  return (draft?.pending.length ?? 0) > 0 ? 'Your last change is being written into the text.' : null
}

interface Facts extends Pick<EditorHeadProps, 'text' | 'view' | 'onView'> {
  readonly automation: Automation | null
  readonly setOpen: (open: Open) => void
}

function actionsOf({ text, automation, view, onView, setOpen }: Facts) {
  const section = 'Automation'
  const gone = automation?.goneSince !== undefined ? 'Its file is gone.' : null
  const save: Action = {
    id: 'automation.save',
    title: 'Save',
    section,
    keys: 'mod+s',
    blocked: blockedSave(text),
    run: () => setOpen('save'),
  }
  const attempt: Action = {
    id: 'automation.try',
    title: 'Try on a past event',
    section,
    keys: 't',
    blocked: text.draft === null && gone !== null ? gone : notRead(text),
    run: () => setOpen('try'),
  }
  const run: Action = {
    id: 'automation.run',
    title: 'Run now',
    section,
    keys: 'shift+r',
    blocked: automation === null ? 'Save it first: what runs is the file.' : (gone ?? notRight(automation)),
    run: () => setOpen('run'),
  }
  const other: Action = {
    id: 'automation.view',
    title: view === 'form' ? 'Show as YAML' : 'Show as a form',
    section,
    keys: 'y',
    run: () => onView(view === 'form' ? 'yaml' : 'form'),
  }
  return { save, attempt, run, other }
}

function notRight({ definition }: Automation): string | null {
  return definition === null ? 'Its file was never right, so there is nothing to run.' : null
}

function blockedSave({ draft, outdated, check, stuck }: DraftText): string | null {
  if (draft === null) return 'There is nothing to save.'
  if (outdated) return 'The file has changed since you began: decide first which text goes on.'
  const [problem] = check?.problems ?? []
  if (problem !== undefined) return `Line ${problem.line}, column ${problem.column}: ${problem.message}`
  return stuck === null ? null : stuck.message
}

/** Switching it on or off, for the palette: the switch itself stands in the list. */
function useTurn(automation: Automation | null): readonly Action[] {
  const command =
    automation === null
      ? null
      : ({ type: 'automation.switch', payload: { automation: automation.id, on: !automation.on } } as const)
  const why = useWhyNot(command)
  if (command === null) return []
  const run = async () => {
    const refused = await sendCommand(command)
    if (refused !== null) notifyRefused(refused)
  }
  const title = command.payload.on ? 'Switch on' : 'Switch off'
  return [{ id: 'automation.switch', title, section: 'Automation', blocked: why, run }]
}
