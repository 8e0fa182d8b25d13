import { automationIdOf } from '../../../shared/domain/automation/automation-id.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import type { AutomationFileParts } from '../services.ts'
import { listFiles } from './list-files.ts'
import { placeOfProject } from './places.ts'
import { type ReadFile, type Reading, readFiles, readTogether } from './read-folder.ts'
import type { Named } from './started-by.ts'
import { automationsOf, type FileOf, goodFile, tellFile, tellGone } from './tell-files.ts'

/** Reads a project's folder and tells what its files say now. */
export async function tellProject(
  parts: AutomationFileParts,
  project: Project,
  { contextOf, ended, person }: Reading,
): Promise<void> {
  const before = automationsOf(parts.engine, 'project', project.id)
  const listed = await listFiles(placeOfProject(project))
  const common = { project: project.id, scope: 'project' } as const
  if (!listed.ok) {
    const file = { kind: 'broken', problems: [listed.error] } as const
    await Promise.all(before.map(({ name }) => tellFile(parts, { ...common, name, by: 'file', file })))
    return
  }
  const read = await readFiles(listed.value, await contextOf('project'), ended)
  if (read === null) return
  const files = readTogether(read, inForce(before))
  await Promise.all(
    files.map((one) =>
      tellFile(parts, {
        ...common,
        name: one.name,
        by: one.name === person ? 'person' : 'file',
        file: said(parts, one),
      }),
    ),
  )
  await tellGone(parts, before, new Set(files.map(({ name }) => automationIdOf(project.id, 'project', name))))
}

export function inForce(
  automations: readonly { readonly name: string; readonly definition: Named['definition'] | null }[],
): readonly Named[] {
  return automations.flatMap(({ definition, name }) => (definition === null ? [] : [{ name, definition }]))
}

function said(parts: AutomationFileParts, { read }: ReadFile): FileOf['file'] {
  return read.ok ? goodFile(parts, read.value) : { kind: 'broken', problems: read.error }
}
