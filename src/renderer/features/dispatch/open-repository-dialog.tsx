import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { knownProjects } from '../../../shared/domain/project/queries.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { notConnected } from '../../client/ask.ts'
import { useDesktop } from '../../client/desktop.ts'
import { useModel } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { openOverlay } from '../../client/overlays.ts'
import { useHost } from '../../client/store.ts'
import type { Refusal } from '../../lib/refusal.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Scroller } from '../../ui/scroller.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { changeDraft } from './draft-store.ts'
import { FolderList } from './folder-list.tsx'
import { FoundNote } from './found-note.tsx'
import { openProject } from './open-project.ts'
import { RecentProjects } from './recent-projects.tsx'
import { useReturn } from './return-to-dispatch.ts'
import { fittingFolders, folderNamed, inside, readTyped } from './typed-path.ts'
import { type Inspected, useFolderFacts } from './use-folder-facts.ts'
import { type Listed, useFolders } from './use-folders.ts'

export interface OpenRepositoryDialogProps {
  /** Where it starts, for a dropped folder; the home folder for null. */
  readonly path: string | null
  readonly onClose: () => void
}

/** Chooses a folder by typing, by the system's dialog or among those used last, and makes it a project. */
export function OpenRepositoryDialog({ path, onClose }: OpenRepositoryDialogProps) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <Dialog open title="Open a repository" onClose={onClose} initialFocus={field}>
      <Body key={path} path={path} onClose={onClose} field={field} />
    </Dialog>
  )
}

interface BodyProps extends OpenRepositoryDialogProps {
  readonly field: RefObject<HTMLInputElement | null>
}

function Body({ path, onClose, field }: BodyProps) {
  const list = useId()
  const [text, setText] = useState(path ?? '')
  const [active, setActive] = useState(-1)
  const desktop = useDesktop()
  const projects = useModel(knownProjects)
  const typed = readTyped(text)
  const listed = useFolders(typed.folder)
  const listing = listed?.result.ok === true ? listed.result.value : null
  const folders = listing === null ? [] : fittingFolders(listing, typed.begin)
  const named = folderNamed(text)
  const inspected = useFolderFacts(named === '' ? null : named)
  const opening = useOpening(inspected, named, onClose)
  useActions([opening.action])
  const go = (folder: string) => {
    setText(inside(folder))
    setActive(-1)
    field.current?.focus()
  }
  const chosen = folders[active]
  const { parent = null } = listing ?? {}
  /** What a key does here; null leaves it to the field. */
  const presses: Readonly<Record<string, (input: HTMLInputElement) => (() => void) | null>> = {
    ArrowDown: () => (folders.length > 0 ? () => setActive(Math.min(active + 1, folders.length - 1)) : null),
    ArrowUp: () => (folders.length > 0 ? () => setActive(Math.max(active - 1, -1)) : null),
    Backspace: (input) => (parent !== null && goesUp(input) ? () => go(parent) : null),
    Enter: () => (chosen === undefined ? opening.enter : () => go(chosen.path)),
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const act = presses[event.key]?.(event.currentTarget) ?? null
    if (act === null) return
    event.preventDefault()
    act()
  }
  const choose = async () => {
    const chosen = await desktop?.chooseFolder().catch(() => null)
    if (chosen != null) go(chosen)
  }
  return (
    <>
      <DialogBody className="flex flex-col gap-3">
        <div className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              ref={field}
              mono
              label="Folder"
              value={text}
              placeholder={listing !== null && typed.folder === undefined ? inside(listing.path) : '~/'}
              role="combobox"
              aria-expanded={folders.length > 0}
              aria-controls={list}
              aria-autocomplete="list"
              aria-activedescendant={active >= 0 && active < folders.length ? `${list}-${active}` : undefined}
              onKeyDown={onKeyDown}
              onChange={(next) => {
                setText(next)
                setActive(-1)
              }}
            />
          </div>
          {desktop !== null && <Button onClick={() => void choose()}>Choose folder…</Button>}
        </div>
        <Scroller label="Folders below" className="h-52 rounded border border-line p-1">
          <FolderList id={list} folders={folders} active={active} onGo={go} />
          <FoldersNote listed={listed} empty={folders.length === 0} told={inspected?.result.ok === false} />
        </Scroller>
        <div className="min-h-14">
          <Found inspected={inspected} failure={opening.failure} guessing={folders.length > 0 || named === ''} />
        </div>
        <RecentProjects projects={projects} onOpen={(id) => show(id, onClose)} />
      </DialogBody>
      <DialogFooter text="Arrows choose, Enter goes in, Backspace goes up.">
        <ActionButton action={opening.action} kind={opening.opens ? 'main' : 'plain'} size="large" showKeys />
      </DialogFooter>
    </>
  )
}

interface FoundProps {
  readonly inspected: Inspected | null
  readonly failure: Failure | null
  /** A name that isn't whole yet is no mistake. */
  readonly guessing: boolean
}

function Found({ inspected, failure, guessing }: FoundProps) {
  if (failure !== null) return <FailureNote failure={failure} />
  if (inspected === null) {
    return <p className="text-muted">Choose a repository or a folder inside one. What it holds is told here first.</p>
  }
  if (inspected.result.ok) return <FoundNote facts={inspected.result.value} />
  return guessing ? null : <FailureNote quiet failure={inspected.result.error} />
}

interface FoldersNoteProps {
  readonly listed: Listed | null
  readonly empty: boolean
  /** Whether what is wrong with the path is said already. */
  readonly told: boolean
}

function FoldersNote({ listed, empty, told }: FoldersNoteProps) {
  if (listed === null) return null
  if (!listed.result.ok) return told ? null : <FailureNote quiet failure={listed.result.error} className="m-2" />
  if (empty) return <p className="px-2 py-1 text-muted">No folders below it.</p>
  if (!listed.result.value.truncated) return null
  return <p className="px-2 py-1 text-12 text-muted">There are more; type the beginning of a name.</p>
}

/** At the end of a whole folder, where deleting a slash would only be a detour. */
function goesUp({ value, selectionStart, selectionEnd }: HTMLInputElement): boolean {
  return value.endsWith('/') && value.length > 1 && selectionStart === value.length && selectionEnd === value.length
}

function useOpening(inspected: Inspected | null, named: string, onClose: () => void) {
  const online = useHost((state) => state.api !== null)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<{ readonly folder: string; readonly failure: Failure } | null>(null)
  const found = inspected?.result.ok === true ? inspected.result.value : null
  const run = async () => {
    if (found === null) return
    setBusy(true)
    const opened = await openProject(found)
    setBusy(false)
    if (opened.ok) show(opened.value, onClose)
    else setFailed({ folder: named, failure: opened.error })
  }
  const action: Action = {
    id: 'repository.open',
    title: found?.kind === 'folder' ? 'Make a repository and open' : 'Open',
    section: 'Work',
    keys: 'mod+enter',
    blocked: online ? whyNot(inspected, named, busy) : notConnected,
    run,
  }
  const opens = found?.kind !== 'folder'
  useEffect(() => {
    // Whoever leaves this dialog without opening anything isn't sent back to the composer next time.
    return () => useReturn.setState({ toDispatch: false })
  }, [])
  return {
    action,
    opens,
    /** A folder on the way to another one isn't made a repository by the key that only goes on. */
    enter: () => {
      if (opens && action.blocked === null) void run()
    },
    failure: failed?.folder === named ? failed.failure : null,
  }
}

function whyNot(inspected: Inspected | null, named: string, busy: boolean): Refusal | null {
  if (busy) return 'It is being opened.'
  if (named === '') return 'Name a folder first.'
  if (inspected === null) return 'The folder is being read.'
  return inspected.result.ok ? null : inspected.result.error
}

/** The board of a project; or the composer, where that asked for one. */
function show(project: string, onClose: () => void): void {
  const { toDispatch } = useReturn.getState()
  onClose()
  navigate({ screen: 'board', scope: { kind: 'project', project }, thread: null, tab: 'conversation' })
  if (!toDispatch) return
  changeDraft({ project, base: null, into: null, initialize: false })
  openOverlay({ kind: 'dispatch', project })
}
