import { type RefObject, useContext, useMemo } from 'react'
import { automationTitle } from '../../../shared/domain/automation/title.ts'
import { knownProjects } from '../../../shared/domain/project/queries.ts'
import type { AgentChoice } from '../../../shared/domain/thread/state.ts'
import { useAgents } from '../../client/agents.ts'
import { derived } from '../../client/derived.ts'
import { useModel } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { useSettings } from '../../client/settings.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatRoute, type Scope } from '../../lib/route.ts'
import { agentName } from '../../lib/thread-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { CodeText } from '../../ui/code-text.tsx'
import { FilterMenu } from '../../ui/filter-menu.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { BoardContext } from './board-context.ts'
import { type ColumnWidths, usualWidths } from './columns.ts'
import type { Filters } from './filters.ts'
import { FindField } from './find-field.tsx'
import { type Range, ranges } from './ranges.ts'
import { type ScopeWords, scopeWords } from './scopes.ts'
import { sectionOrder, sectionTitles } from './sections.ts'

export interface BoardHeaderProps {
  readonly scope: Scope
  /** The row that is selected, whose project and run can be chosen as scope. */
  readonly selected: string | null
  readonly filters: Filters
  readonly onFilters: (filters: Filters) => void
  readonly agents: ReadonlyMap<string, AgentChoice>
  readonly automations: ReadonlyMap<string, string>
  readonly range: Range
  readonly onRange: (range: Range) => void
  readonly onWidths: (widths: ColumnWidths) => void
  readonly find: RefObject<HTMLInputElement | null>
}

/** How narrow the header is when what narrows the list gets a line of its own: sooner beside how work goes together. */
const alone = '@max-[1180px]:basis-full'
const beside = '@max-[1500px]:basis-full'

/** What the board shows, and how to narrow it. */
export function BoardHeader(props: BoardHeaderProps) {
  const { scope, filters, onFilters, agents, automations, range, onRange } = props
  const known = useAgents()
  const begun = withChosen(automations, filters.automation ?? '')
  const { Topology } = useContext(BoardContext).slots
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line px-4 pt-2 pb-[7px]">
      <Title scope={scope} />
      <ScopeChoice scope={scope} selected={props.selected} />
      <Topology scope={scope} />
      <div className={classNames('flex flex-wrap items-center gap-2', scope.kind === 'all' ? alone : beside)}>
        <FindField ref={props.find} text={filters.text} onText={(text) => onFilters({ ...filters, text })} />
        <FilterMenu
          label="Agent"
          any="Any agent"
          value={agents.has(filters.agent) ? filters.agent : ''}
          options={[...agents].map(([value, choice]) => ({ value, title: agentName(choice, known) }))}
          onChange={(agent) => onFilters({ ...filters, agent })}
        />
        <FilterMenu
          label="State"
          any="Any state"
          value={filters.state}
          options={sectionOrder.map((kind) => ({ value: kind, title: sectionTitles[kind] }))}
          onChange={(state) => onFilters({ ...filters, state })}
        />
        {begun.size > 0 && (
          <FilterMenu
            label="Begun by"
            any="By anyone"
            value={filters.automation ?? ''}
            options={[...begun].map(([value, name]) => ({ value, title: visibleLine(automationTitle(name)) }))}
            onChange={(automation) => onFilters({ ...filters, automation })}
          />
        )}
        <span className="flex-1" />
        <Segmented
          label="Time shown"
          value={range}
          choices={ranges}
          onChange={onRange}
          className="@max-[760px]:hidden"
        />
        <ViewMenu onWidths={props.onWidths} />
      </div>
    </header>
  )
}

/** What is narrowed to stays a choice when the last of it is gone. */
function withChosen(automations: ReadonlyMap<string, string>, chosen: string): ReadonlyMap<string, string> {
  if (chosen === '' || automations.has(chosen)) return automations
  return new Map([...automations, [chosen, chosen.slice(chosen.lastIndexOf(':') + 1)]])
}

function Title({ scope }: { readonly scope: Scope }) {
  // What is remembered of the model is only right for one scope.
  const useWords = useMemo(() => derived((model) => scopeWords(model, scope), sameWords), [scope])
  const { title, counts, base, plan } = useWords()
  return (
    <div className="min-w-48 flex-1">
      <h1 className="truncate text-15 font-bold" title={title}>
        {title}
      </h1>
      <p className="truncate text-11 text-muted">
        {counts}
        {base !== '' && (
          <>
            {' · on '}
            <CodeText text={base} className="text-11" />
          </>
        )}
        {plan !== null && (
          <a href={formatRoute({ screen: 'plan', run: plan })} className="ml-2 rounded text-focus underline">
            Open the plan
          </a>
        )}
      </p>
    </div>
  )
}

function sameWords(one: ScopeWords, other: ScopeWords): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function ScopeChoice({ scope, selected }: Pick<BoardHeaderProps, 'scope' | 'selected'>) {
  const { project, run, name } = useModel((model) => {
    const thread = selected === null ? undefined : model.thread.get(selected)
    const ofRun = scope.kind === 'run' ? model.run.get(scope.run)?.project : undefined
    const latest = knownProjects(model)[0]?.id ?? null
    const id = scope.kind === 'project' ? scope.project : (ofRun ?? thread?.project ?? latest)
    const found = id === null ? undefined : model.project.get(id)
    return {
      project: id,
      run: scope.kind === 'run' ? scope.run : (thread?.run ?? null),
      name: visibleLine(found?.name ?? 'Project'),
    }
  })
  const choices = [
    { value: 'all', title: 'All live' },
    ...(project === null ? [] : [{ value: 'project', title: name.length > 24 ? `${name.slice(0, 23)}…` : name }]),
    ...(run === null ? [] : [{ value: 'run', title: 'This run' }]),
  ] as const
  if (choices.length === 1) return null
  const go = (kind: string) => {
    const to = scopeOf(kind, { project, run })
    if (to !== null) navigate({ screen: 'board', scope: to, thread: null, tab: 'conversation' })
  }
  return <Segmented label="Threads shown" value={scope.kind} choices={choices} onChange={go} />
}

function scopeOf(kind: string, { project, run }: { project: string | null; run: string | null }): Scope | null {
  if (kind === 'project') return project === null ? null : { kind, project }
  if (kind === 'run') return run === null ? null : { kind, run }
  return { kind: 'all' }
}

function ViewMenu({ onWidths }: Pick<BoardHeaderProps, 'onWidths'>) {
  const [{ density }, save] = useSettings()
  const row = (value: typeof density, title: string) => ({
    id: `board.density.${value}`,
    title,
    chosen: density === value,
    run: () => save({ density: value }),
  })
  const reset = { id: 'board.columns', title: 'Usual column widths', run: () => onWidths(usualWidths) }
  return (
    <Menu
      align="end"
      trigger={<Button kind="quiet">View</Button>}
      groups={[[row('compact', 'Compact rows'), row('comfortable', 'Comfortable rows')], [reset]]}
    />
  )
}
