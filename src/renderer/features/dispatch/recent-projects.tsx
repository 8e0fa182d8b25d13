import type { Project } from '../../../shared/domain/project/state.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { folderOf } from './use-composer.ts'

export interface RecentProjectsProps {
  readonly projects: readonly Project[]
  readonly onOpen: (project: string) => void
}

/** Those used last, one press away. */
export function RecentProjects({ projects, onOpen }: RecentProjectsProps) {
  if (projects.length === 0) return null
  return (
    <section aria-label="Recent">
      <h3 className="pb-1 text-12 text-muted">Recent</h3>
      <ul>
        {projects.slice(0, shown).map((project) => (
          <li key={project.id} className="flex items-center gap-3 border-t border-soft py-1">
            <span className="shrink-0 font-medium">{visibleLine(project.name)}</span>
            <span className="min-w-0 flex-1 truncate font-mono text-12 text-muted">
              {visibleLine(folderOf(project))}
            </span>
            <Button size="small" aria-label={`Open ${visibleLine(project.name)}`} onClick={() => onOpen(project.id)}>
              Open
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const shown = 5
