import { automationIdOf } from '../../../shared/domain/automation/automation-id.ts'
import type { AutomationScope } from '../../../shared/domain/automation/state.ts'
import { failure } from '../../../shared/kernel/failure.ts'
import type { AutomationId, ProjectId } from '../../../shared/kernel/ids.ts'
import { err, ok } from '../../../shared/kernel/result.ts'
import { readDefinition } from '../../automation-files/definition/read-definition.ts'
import { ownPlace, projectFolder } from '../../automation-files/folder/places.ts'
import type { openAutomationFiles } from '../../automation-files/open-automation-files.ts'
import type { DefinitionSource } from '../../automations/definition-source.ts'
import type { Engine } from '../../engine/engine.ts'

const scopes: readonly AutomationScope[] = ['project', 'own']

/** The files as whoever fires by name or tries something out sees them. */
export function definitionSource({
  dataFolder,
  engine,
  files,
}: {
  readonly dataFolder: string
  readonly engine: Pick<Engine, 'model'>
  readonly files: ReturnType<typeof openAutomationFiles>
}): DefinitionSource {
  const present = (project: ProjectId, scope: AutomationScope, name: string): AutomationId | null => {
    const id = automationIdOf(project, scope, name)
    const automation = engine.model.automation.get(id)
    return automation === undefined || automation.goneSince !== undefined ? null : id
  }
  return {
    async refresh({ name, project, scope }) {
      for (const one of scope === undefined ? scopes : [scope]) {
        await files.look(one === 'own' ? 'own' : project.id)
        const id = present(project.id, one, name)
        if (id !== null) return ok(id)
      }
      return err(unknown(name, scope))
    },
    async parse(text, { scope }) {
      const read = readDefinition(text, await files.contextOf(scope))
      if (!read.ok) return read
      const { definition, revision } = read.value
      return ok({ definition, revision })
    },
    fileOf: ({ name, scope }) => {
      const folder = scope === 'own' ? ownPlace(dataFolder).folder : projectFolder
      return `${folder}/${name}.yaml`
    },
  }
}

function unknown(name: string, scope: AutomationScope | undefined) {
  const project = `.switchyard/automations/${name}.yaml of the project`
  const own = `automations/${name}.yaml of the data folder`
  const places = { project, own, any: `${project}, nor ${own}` }[scope ?? 'any']
  return failure(
    'automation-unknown',
    `There is no ${places}; nothing was fired.`,
    'Check the name, or write the file.',
  )
}
