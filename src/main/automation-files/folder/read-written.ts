import type { FileProblem } from '../../../shared/domain/automation/state.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import type { ReadContext, ReadDefinition } from '../definition/read-definition.ts'
import type { AutomationFileParts, WrittenFile } from '../services.ts'
import { readFound, readTogether } from './read-folder.ts'
import { automationsOf } from './tell-files.ts'
import { inForce } from './tell-project.ts'

/** What a text would say as a file of that name, beside what is in force in its project. */
export function readWritten(
  { engine }: AutomationFileParts,
  context: ReadContext,
  { name, project, scope, text }: WrittenFile,
): Result<ReadDefinition, readonly FileProblem[]> {
  const shared = automationsOf(engine, 'project', project)
  const beside = scope === 'own' ? [...shared, ...automationsOf(engine, 'own', project)] : shared
  const others = inForce(beside.filter((one) => one.name !== name))
  const [read] = readTogether([readFound({ name, text: ok(text) }, context)], others)
  if (read === undefined) throw new Error('a file was not read')
  return read.read
}
