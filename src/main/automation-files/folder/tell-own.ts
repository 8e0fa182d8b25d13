import { resolve } from 'node:path'
import { automationIdOf } from '../../../shared/domain/automation/automation-id.ts'
import type { AutomationDefinition } from '../../../shared/domain/automation/definition.ts'
import { knownProjects } from '../../../shared/domain/project/queries.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import { openDocument } from '../definition/open-document.ts'
import type { AutomationFileParts } from '../services.ts'
import { listFiles } from './list-files.ts'
import { folderOfProject, ownPlace } from './places.ts'
import { type ReadFile, type Reading, readFiles, readTogether } from './read-folder.ts'
import { automationsOf, type FileOf, goodFile, tellFile, tellGone } from './tell-files.ts'
import { inForce } from './tell-project.ts'

/** Reads the person's own folder and tells in each project what of it belongs there. */
export async function tellOwn(parts: AutomationFileParts, { contextOf, ended, person }: Reading): Promise<void> {
  const before = automationsOf(parts.engine, 'own')
  const listed = await listFiles(ownPlace(parts.dataFolder))
  if (!listed.ok) {
    parts.problem(listed.error.message, listed.error)
    return
  }
  const read = await readFiles(listed.value, await contextOf('own'), ended)
  if (read === null) return
  const told = knownProjects(parts.engine.model).flatMap((project) => {
    const beside = inForce([...automationsOf(parts.engine, 'project', project.id)])
    return readTogether(read, beside)
      .filter((file) => belongsTo(file, project))
      .map((file) => fileOf(parts, file, { project, person }))
  })
  await Promise.all(told.map((one) => tellFile(parts, one)))
  await tellGone(parts, before, new Set(told.map(({ name, project }) => automationIdOf(project, 'own', name))))
}

/** A file that names no project can be fired by hand in each; one that can't be read shows wherever it might belong. */
function belongsTo(file: ReadFile, project: Project): boolean {
  const named = projectNamedBy(file)
  return named === null || resolve(named) === resolve(folderOfProject(project))
}

function projectNamedBy({ read, text }: ReadFile): string | null {
  if (read.ok) return read.value.project
  const opened = text.ok ? openDocument(text.value) : null
  const content = opened?.ok === true ? (opened.value.content as { readonly project?: unknown } | null) : null
  return typeof content?.project === 'string' ? content.project : null
}

interface Around {
  readonly project: Project
  readonly person: string | undefined
}

function fileOf(parts: AutomationFileParts, { name, read }: ReadFile, { person, project }: Around): FileOf {
  const common = { project: project.id, scope: 'own', name, by: name === person ? 'person' : 'file' } as const
  if (!read.ok) return { ...common, file: { kind: 'broken', problems: read.error } }
  const { definition, project: named, revision } = read.value
  return {
    ...common,
    file: goodFile(parts, { revision, definition: named === null ? byHand(definition) : definition }),
  }
}

/** Its triggers would fire in every project. */
function byHand(definition: AutomationDefinition): AutomationDefinition {
  return { ...definition, on: { manual: {} } }
}
