import path from 'node:path'
import type { Automation } from '../../../shared/domain/automation/state.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import type { ProjectId } from '../../../shared/kernel/ids.ts'
import { randomIds } from '../../adapters/ids/random-ids.ts'
import { refuse } from '../attach/failure-exit.ts'
import type { HostSession } from '../attach/host-session.ts'
import { orRefused } from '../attach/or-refused.ts'
import type { CliContext } from './context.ts'
import { UsageError } from './usage-error.ts'

/** The project of a folder; one that no host knew is known from then on, with its automations read. */
export async function projectAt({ cwd }: CliContext, session: HostSession, folder: string): Promise<Project> {
  if (folder === '') throw new UsageError('The folder given with --repo is empty.')
  const repository = path.resolve(cwd, folder)
  const { api } = session.client
  const facts = await orRefused(session.client, api.repository.inspect({ folder: repository }))
  const knownProject = () =>
    [...session.model.project.values()].find(
      (project) =>
        project.root === facts.root &&
        facts.kind === 'repository' &&
        project.prefix === facts.prefix &&
        isKnown(project),
    )
  if (knownProject() === undefined) {
    const project = randomIds.next() as ProjectId
    await session.send({ type: 'project.open', payload: { project, repository, initialize: false } })
  }
  const project =
    knownProject() ?? refuse('project-unknown', `${repository} is no project.`, 'Name a repository with --repo.')
  const automations = await orRefused(session.client, api.automations.facts({ project: project.id }))
  await session.when(({ automation }) =>
    automations.every((one) => automation.get(one.automation)) ? true : undefined,
  )
  return project
}

const isKnown = ({ forgottenAt }: Project) => forgottenAt === undefined

/** Those of one project, by name, the project's own before private ones. */
export function automationsOf({ model }: Pick<HostSession, 'model'>, project: Project): readonly Automation[] {
  return [...model.automation.within(project.id)].sort(
    (one, other) => one.name.localeCompare(other.name) || (one.scope === 'project' ? -1 : 1),
  )
}

export function automationNamed(session: HostSession, project: Project, name: string): Automation {
  const found = automationsOf(session, project)
  return (
    found.find((automation) => automation.name === name) ??
    refuse(
      'automation-unknown',
      `${project.name} has no automation ${name}. Nothing was done.`,
      found.length === 0
        ? `Write .switchyard/automations/${name}.yaml, as from: switchyard automation new ${name} --template …`
        : `It has: ${found.map((automation) => automation.name).join(', ')}.`,
    )
  )
}
