import type { Project } from '../../../shared/domain/project/state.ts'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import { useModel } from '../../client/model-hooks.ts'
import type { Change } from '../../lib/form-change.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Switch } from '../../ui/checkbox.tsx'
import type { Of } from './use-draft.ts'

export interface OwnPlaceProps {
  readonly of: Of
  readonly fields: JsonObject
  readonly change: (...changes: readonly Change[]) => void
}

/** Where a private automation's triggers run: in the project that its file names, or nowhere by themselves. */
export function OwnPlace({ of, fields, change }: OwnPlaceProps) {
  const project = useModel((model) => model.project.get(of.project))
  if (project === undefined) return null
  return (
    <Switch
      label={`Belongs to ${visibleLine(project.name)}`}
      hint={
        typeof fields.project === 'string'
          ? 'Only you have this automation. Its triggers run in this project while it is on.'
          : 'Only you have this automation. It names no project: it can be run by hand in each, and starts by itself in none.'
      }
      checked={typeof fields.project === 'string'}
      onChange={(on) => change(on ? { path: ['project'], value: folderOf(project) } : { path: ['project'] })}
    />
  )
}

/** The folder of a project, as a private file names it. */
export function folderOf({ root, prefix }: Pick<Project, 'root' | 'prefix'>): string {
  return prefix === '' ? root : `${root}/${prefix}`
}
