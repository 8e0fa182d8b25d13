import type { AutomationFile } from '../../../shared/contract/automation-views.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { ask } from '../../client/ask.ts'
import { sendCommand } from '../../client/commands.ts'
import { keptValues } from '../../client/kept-host.ts'
import { useHost } from '../../client/store.ts'
import { untilModel } from '../../client/until-model.ts'
import { notifyRefused } from '../../ui/toaster.tsx'
import type { Draft } from './draft.ts'
import { idAt } from './places.ts'
import { draftKey, type Of } from './use-draft.ts'

interface Held extends Of {
  /** As it is saved. */
  readonly file: AutomationFile
}

/** A file as it is now; one that was never saved is empty. */
export async function readFile({ id }: Of): Promise<Result<AutomationFile, Failure>> {
  if (useHost.getState().model.automation.get(id) === undefined) return ok({ text: '', revision: null, problems: [] })
  return ask((api) => api.automations.read({ automation: id }))
}

/** Takes a file away. Answers what brings it back, with the draft that was on it. */
export async function removeFile({ file, ...of }: Held): Promise<Result<() => Promise<void>, Failure>> {
  const { revision } = file
  const draft = keptValues.get(draftKey(of.id)) ?? null
  const was = useHost.getState().model.automation.get(of.id)?.on === true
  if (revision !== null) {
    const removed = await ask((api) => api.automations.remove({ automation: of.id, replaces: revision }))
    if (!removed.ok) return err(removed.error)
  }
  keptValues.set(draftKey(of.id), null)
  return ok(async () => {
    keptValues.set(draftKey(of.id), draft)
    const back = revision === null ? null : await writeFile(of, { text: file.text, on: was })
    if (back !== null) notifyRefused(back)
  })
}

/** Gives a file another name: its history stays with the old one. A draft goes along. */
export async function renameFile({ file, ...of }: Held, name: string): Promise<Failure | null> {
  const { revision } = file
  const next = { ...of, name, id: idAt(of.project, { name, scope: of.scope }) }
  const draft = (keptValues.get(draftKey(of.id)) as Draft | undefined) ?? null
  if (revision !== null) {
    const on = useHost.getState().model.automation.get(of.id)?.on === true
    const refused = await writeFile(next, { text: file.text, on })
    if (refused !== null) return refused
    const removed = await ask((api) => api.automations.remove({ automation: of.id, replaces: revision }))
    if (!removed.ok) return removed.error
  }
  keptValues.set(draftKey(next.id), draft)
  keptValues.set(draftKey(of.id), null)
  return null
}

/** Makes a file anew, and switches it on as it was. */
async function writeFile(
  { id, project, scope, name }: Of,
  { text, on }: { readonly text: string; readonly on: boolean },
): Promise<Failure | null> {
  const saved = await ask((api) => api.automations.save({ project, scope, name, text, replaces: null }))
  if (!saved.ok) return saved.error
  await untilModel((model) => {
    const found = model.automation.get(id)
    return found !== undefined && found.goneSince === undefined
  })
  if (!on || useHost.getState().model.automation.get(id)?.on !== false) return null
  return sendCommand({ type: 'automation.switch', payload: { automation: id, on } })
}
