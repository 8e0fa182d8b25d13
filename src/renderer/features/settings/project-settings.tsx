import { useState } from 'react'
import { knownProjects } from '../../../shared/domain/project/queries.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { sendCommand } from '../../client/commands.ts'
import { useModel, useWhyNot } from '../../client/model-hooks.ts'
import { openOverlay } from '../../client/overlays.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { CodeText } from '../../ui/code-text.tsx'
import { notify, notifyRefused } from '../../ui/toaster.tsx'
import { ProjectGates } from './project-gates.tsx'
import { SettingGroup, SettingRow } from './setting-row.tsx'

export function ProjectSettings() {
  const projects = useModel(knownProjects)
  return (
    <SettingGroup title="Projects">
      {projects.map((project) => (
        <ProjectRow key={project.id} project={project} />
      ))}
      <SettingRow
        title={projects.length === 0 ? 'No project yet' : 'Another project'}
        hint="A project is a git repository, or a folder in one, that work is dispatched on."
      >
        <Button keys="mod+o" onClick={() => openOverlay({ kind: 'open-repository', path: null })}>
          Open a repository
        </Button>
      </SettingRow>
    </SettingGroup>
  )
}

function ProjectRow({ project }: { readonly project: Project }) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const forget = { type: 'project.forget', payload: { project: project.id } } as const
  const why = useWhyNot(forget)
  const name = visibleLine(project.name)
  const press = async () => {
    const refused = await sendCommand(forget)
    setFailure(refused)
    if (refused === null) {
      notify({
        text: `Forgot ${name}. The repository is as it was.`,
        action: { title: 'Undo', run: () => reopen(project) },
      })
    }
  }
  return (
    <SettingRow
      title={name}
      hint={
        <>
          <CodeText text={folderOf(project)} />
          <ProjectGates folder={folderOf(project)} />
        </>
      }
      failure={failure}
    >
      <Button
        kind="quiet"
        aria-label={`Forget ${name}`}
        tip="Takes it off the list; the repository stays as it is"
        why={why}
        onClick={() => void press()}
      >
        Forget
      </Button>
    </SettingRow>
  )
}

function folderOf({ root, prefix }: Project): string {
  return prefix === '' ? root : `${root}/${prefix}`
}

async function reopen(project: Project): Promise<void> {
  const payload = { project: project.id, repository: folderOf(project), initialize: false }
  const refused = await sendCommand({ type: 'project.open', payload })
  if (refused !== null) notifyRefused(refused)
}
