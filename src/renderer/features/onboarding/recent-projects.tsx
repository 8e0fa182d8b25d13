import { knownProjects } from '../../../shared/domain/project/queries.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { shortenPath } from '../../lib/shorten-path.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { CodeText } from '../../ui/code-text.tsx'

const most = 5

/** The projects used last, each one press from its board. */
export function RecentProjects() {
  const projects = useModel((model) => knownProjects(model).slice(0, most))
  if (projects.length === 0) return null
  return (
    <ul aria-label="Recent projects" className="mb-3">
      {projects.map((project) => (
        <li
          key={project.id}
          className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] items-center gap-x-2.5 border-b border-soft py-1 last:border-0"
        >
          <span className="truncate">{visibleLine(project.name)}</span>
          <CodeText text={shortenPath(folderOf(project), 34)} className="truncate text-muted" />
          <Button size="small" aria-label={`Open ${visibleLine(project.name)}`} onClick={() => open(project)}>
            Open
          </Button>
        </li>
      ))}
    </ul>
  )
}

function folderOf({ root, prefix }: Project): string {
  return prefix === '' ? root : `${root}/${prefix}`
}

function open({ id }: Project): void {
  navigate({ screen: 'board', scope: { kind: 'project', project: id }, thread: null, tab: 'conversation' })
}
