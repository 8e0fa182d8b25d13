import { automationIdOf } from '../../../shared/domain/automation/automation-id.ts'
import type { Automation, AutomationScope } from '../../../shared/domain/automation/state.ts'
import type { PayloadOf } from '../../../shared/domain/command.ts'
import type { AutomationId, ProjectId } from '../../../shared/kernel/ids.ts'
import type { AutomationFileParts } from '../services.ts'

type Said = PayloadOf<'automation.report-file'>['file']

export interface FileOf {
  readonly project: ProjectId
  readonly scope: AutomationScope
  readonly name: string
  readonly by: 'file' | 'person'
  readonly file: Said
}

/** What a file says that is right. */
export function goodFile(
  { triggers }: Pick<AutomationFileParts, 'triggers'>,
  { definition, revision }: Pick<Extract<Said, { kind: 'good' }>, 'definition' | 'revision'>,
): Said {
  // A kind that is not known waits for a person as well.
  const outside = Object.keys(definition.on).filter((kind) => triggers.get(kind)?.outside !== false)
  return { kind: 'good', revision, definition, outside }
}

type Parts = Pick<AutomationFileParts, 'engine' | 'ids' | 'problem'>

/** Tells the model what a file says, unless it knows. Resolves once that is durable; whether it was taken. */
export async function tellFile(parts: Parts, { by, file, name, project, scope }: FileOf): Promise<boolean> {
  const automation = automationIdOf(project, scope, name)
  if (isKnown(parts.engine.model.automation.get(automation), file)) return true
  const told = await parts.engine.report({
    // A file may come back to what it said before, so each telling is one of its own.
    id: `automation-file/${parts.ids.next()}`,
    command: { type: 'automation.report-file', payload: { automation, project, name, scope, by, file } },
  })
  if (!told.ok) parts.problem(told.error.message, told.error)
  return told.ok
}

function isKnown(automation: Automation | undefined, file: Said): boolean {
  const isThere = automation !== undefined && automation.goneSince === undefined
  if (file.kind === 'gone') return !isThere
  if (!isThere) return false
  if (file.kind === 'broken') return JSON.stringify(automation.problems) === JSON.stringify(file.problems)
  const settled = automation.problems === undefined && automation.proposed === undefined
  return settled && automation.definition !== null && automation.revision === file.revision
}

/** The automations of a scope that have a file as far as the model knows. */
export function automationsOf(
  { model }: AutomationFileParts['engine'],
  scope: AutomationScope,
  project?: ProjectId,
): readonly Automation[] {
  return [...model.automation.values()].filter((one) => {
    return one.scope === scope && one.goneSince === undefined && (project === undefined || one.project === project)
  })
}

/** Those of a folder that are there no longer. */
export async function tellGone(
  parts: Parts,
  before: readonly Automation[],
  there: ReadonlySet<AutomationId>,
): Promise<void> {
  const gone = before.filter(({ id }) => !there.has(id))
  await Promise.all(
    gone.map(({ name, project, scope }) =>
      tellFile(parts, { name, project, scope, by: 'file', file: { kind: 'gone' } }),
    ),
  )
}
