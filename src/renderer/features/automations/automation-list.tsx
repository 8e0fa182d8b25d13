import type { AutomationFacts } from '../../../shared/contract/automation-views.ts'
import type { Automation } from '../../../shared/domain/automation/state.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import { useNow } from '../../client/clock.ts'
import { navigate } from '../../client/navigation.ts'
import { humanized } from '../../lib/humanized.ts'
import type { AutomationPlace } from '../../lib/route.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { CodeText } from '../../ui/code-text.tsx'
import { Scroller } from '../../ui/scroller.tsx'
import { Select } from '../../ui/select.tsx'
import { AutomationItem } from './automation-item.tsx'
import { countWords, troubleLines } from './list-words.ts'
import { openAutomation } from './places.ts'
import { ProjectControls } from './project-controls.tsx'
import type { Offers } from './use-offers.ts'

/** One line of the list: an automation, or one that was begun and never saved. */
export interface Listed {
  readonly place: AutomationPlace
  readonly automation: Automation | null
}

export interface AutomationListProps {
  readonly project: Project
  readonly projects: readonly Project[]
  readonly listed: readonly Listed[]
  readonly selected: AutomationPlace | null
  readonly offers: Offers
  readonly facts: ReadonlyMap<string, AutomationFacts>
  readonly onNew: () => void
}

/** The automations of a project, how each goes, and what holds all of them. */
export function AutomationList({ project, projects, listed, selected, offers, facts, onNew }: AutomationListProps) {
  const now = useNow(30_000)
  const begin: Action = {
    id: 'automations.new',
    title: 'New',
    section: 'Automations',
    keys: 'c',
    run: onNew,
  }
  useActions([{ ...begin, title: 'New automation' }, ...useMoves({ project, listed, selected })])
  const titleOf = (kind: string) =>
    offers.triggers.find((one) => one.kind === kind)?.title ?? visibleLine(humanized(kind))
  return (
    <div className="flex min-h-0 flex-col border-r border-line">
      <header className="flex items-center gap-2 px-5 pt-3 pb-2">
        <h1 className="text-13 font-bold">Automations</h1>
        <span className="flex-1" />
        <ActionButton action={begin} size="small" />
      </header>
      <div className="px-2.5">
        {projects.length > 1 && (
          <div className="px-2.5 pb-2">
            <Select
              label="Project"
              value={project.id as string}
              options={projects.map(({ id, name }) => ({ value: id as string, title: visibleLine(name) }))}
              onChange={(id) => navigate({ screen: 'automations', project: id })}
              className="w-full"
            />
          </div>
        )}
        {listed.some(({ automation }) => automation !== null) && <ProjectControls project={project} now={now} />}
      </div>
      <Scroller label="Automations" className="min-h-0 flex-1 px-2.5 pb-3">
        <ul className="flex flex-col gap-px">
          {listed.map(({ place, automation }) => (
            <AutomationItem
              key={`${place.scope}/${place.name}`}
              project={project.id}
              place={place}
              selected={isSame(place, selected)}
              automation={automation}
              line={automation === null ? 'Begun here, not a file yet' : lineOf(automation, { facts, titleOf })}
              troubles={automation === null ? [] : troubleLines(automation, { now, titleOf })}
              next={automation === null ? null : (facts.get(automation.id)?.next ?? null)}
              now={now}
            />
          ))}
        </ul>
        <p className="px-2.5 py-3 text-muted">
          Kept as files in <CodeText text=".switchyard/automations/" />, so a change is reviewed like code.
        </p>
      </Scroller>
    </div>
  )
}

export function isSame(one: AutomationPlace, other: AutomationPlace | null): boolean {
  return one.name === other?.name && one.scope === other.scope
}

interface Words {
  readonly facts: ReadonlyMap<string, AutomationFacts>
  readonly titleOf: (kind: string) => string
}

function lineOf(automation: Automation, { facts, titleOf }: Words): string {
  const kinds = Object.keys(automation.definition?.on ?? {})
  const when = facts.get(automation.id)?.when ?? kinds.map(titleOf).join(', ')
  return [when, countWords(automation)].filter((part) => part !== '').join(' · ')
}

function useMoves({ project, listed, selected }: Pick<AutomationListProps, 'project' | 'listed' | 'selected'>) {
  const at = listed.findIndex(({ place }) => isSame(place, selected))
  const move = (step: 1 | -1) => {
    const next = listed[Math.min(listed.length - 1, Math.max(0, at + step))]
    if (next !== undefined) openAutomation(project.id, next.place, 'replace')
  }
  const action = (id: string, keys: string, step: 1 | -1): Action => ({
    id: `automations.${id}`,
    title: id === 'next' ? 'Next automation' : 'Previous automation',
    section: 'Automations',
    keys,
    hidden: true,
    run: () => move(step),
  })
  return [action('next', 'j', 1), action('previous', 'k', -1)]
}
