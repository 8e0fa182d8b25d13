import { join } from 'node:path'
import type { AutomationFile } from '../../shared/contract/automation-views.ts'
import { automationIdOf } from '../../shared/domain/automation/automation-id.ts'
import type { AutomationScope } from '../../shared/domain/automation/state.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { AutomationId, ProjectId } from '../../shared/kernel/ids.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { revisionOf } from './definition/read-definition.ts'
import type { FileReports } from './folder/file-reports.ts'
import { moveToTrash } from './folder/move-to-trash.ts'
import { ownPlace, type Place, placeOfProject } from './folder/places.ts'
import { readText } from './folder/read-text.ts'
import { readWritten } from './folder/read-written.ts'
import { replaceText } from './folder/replace-text.ts'
import type { AutomationFileParts, WrittenFile } from './services.ts'

interface Host {
  readonly parts: AutomationFileParts
  readonly reports: FileReports
}

interface Present {
  readonly file: string
  readonly text: string
}

export async function readFile({ parts, reports }: Host, id: AutomationId): Promise<Result<AutomationFile, Failure>> {
  const automation = parts.engine.model.automation.get(id)
  const place = automation === undefined ? null : placeOf(parts, automation.project, automation.scope)
  if (automation === undefined || place === null) return err(unknown(id))
  const there = await presentFile(place, automation.name)
  if (!there.ok) return there
  if (there.value === null) return ok({ text: '', revision: null, problems: [] })
  const { text } = there.value
  const { name, project, scope } = automation
  const read = readWritten(parts, await reports.contextOf(scope), { project, scope, name, text })
  return ok({ text, revision: revisionOf(text), problems: read.ok ? [] : read.error })
}

export async function saveFile(
  { parts, reports }: Host,
  query: WrittenFile & { readonly replaces: string | null },
): Promise<Result<{ readonly automation: AutomationId; readonly revision: string }, Failure>> {
  const { name, project, replaces, scope, text } = query
  const place = placeOf(parts, project, scope)
  if (place === null) return err(projectUnknown)
  const read = readWritten(parts, await reports.contextOf(scope), query)
  if (!read.ok) return err(wrong(read.error[0]?.line ?? 1, read.error[0]?.message ?? ''))
  return await reports.change(scope === 'own' ? 'own' : project, name, async () => {
    const there = await unchangedFile(place, name, replaces)
    if (!there.ok) return there
    const file = there.value?.file ?? join(place.folder, `${name}.yaml`)
    const written = await replaceText(place, file, text)
    return written.ok ? ok({ automation: automationIdOf(project, scope, name), revision: revisionOf(text) }) : written
  })
}

export async function removeFile(
  { parts, reports }: Host,
  { automation: id, replaces }: { readonly automation: AutomationId; readonly replaces: string },
): Promise<Result<{ readonly trash: string }, Failure>> {
  const automation = parts.engine.model.automation.get(id)
  const place = automation === undefined ? null : placeOf(parts, automation.project, automation.scope)
  if (automation === undefined || place === null) return err(unknown(id))
  const { name, project, scope } = automation
  return await reports.change(scope === 'own' ? 'own' : project, name, async () => {
    const there = await unchangedFile(place, name, replaces)
    if (!there.ok) return there
    if (there.value === null) return err(unknown(id))
    const moved = await moveToTrash(there.value.file, join(parts.dataFolder, 'trash', 'automations'), parts.clock.now())
    return moved.ok ? ok({ trash: moved.value }) : moved
  })
}

function placeOf({ dataFolder, engine }: AutomationFileParts, id: ProjectId, scope: AutomationScope): Place | null {
  if (scope === 'own') return ownPlace(dataFolder)
  const project = engine.model.project.get(id)
  return project === undefined ? null : placeOfProject(project)
}

/** The file that a person began from, if it still is that one. */
async function unchangedFile(
  place: Place,
  name: string,
  replaces: string | null,
): Promise<Result<Present | null, Failure>> {
  const there = await presentFile(place, name)
  if (!there.ok) return there
  const revision = there.value === null ? null : revisionOf(there.value.text)
  return revision === replaces ? there : err(changed(there.value?.file ?? join(place.folder, `${name}.yaml`)))
}

async function presentFile({ folder, inside }: Place, name: string): Promise<Result<Present | null, Failure>> {
  for (const ending of ['yaml', 'yml']) {
    const file = join(folder, `${name}.${ending}`)
    const text = await readText(file, inside)
    if (!text.ok) return err(failure('file-unreadable', `${file}: ${text.error.message}`, text.error.remedy))
    if (text.value !== null) return ok({ file, text: text.value })
  }
  return ok(null)
}

function unknown(id: AutomationId) {
  return failure(
    'automation-unknown',
    `There is no file of an automation ${id}.`,
    'List the automations to see theirs.',
  )
}

const projectUnknown = failure('project-unknown', 'The project is not known; nothing was saved.', 'Open it first.')

function wrong(line: number, message: string) {
  return failure('automation-wrong', `Line ${line}: ${message} Nothing was saved.`, 'Correct it, then save again.')
}

function changed(file: string) {
  return failure('file-changed', `${file} was changed by somebody else meanwhile; it was left as it is.`, {
    remedy: 'Load it again and make your change there.',
    facts: { file },
  })
}
