import { useEffect, useMemo, useState } from 'react'
import { knownProjects } from '../../../shared/domain/project/queries.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import { useKept } from '../../client/kept.ts'
import { useModel } from '../../client/model-hooks.ts'
import { openOverlay } from '../../client/overlays.ts'
import type { Route } from '../../lib/route.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AutomationEditor } from './automation-editor.tsx'
import { AutomationList, isSame, type Listed } from './automation-list.tsx'
import { inOrder } from './list-words.ts'
import { NewAutomation } from './new-automation.tsx'
import { idAt } from './places.ts'
import type { AutomationSlots } from './slots.ts'
import { useNew } from './use-new.ts'
import { useFacts, useOffers } from './use-offers.ts'

export interface AutomationsProps {
  readonly route: Extract<Route, { screen: 'automations' }>
  readonly slots: AutomationSlots
}

/** Work that starts by itself: what may start it, and what came of it. */
export function Automations({ route, slots }: AutomationsProps) {
  const projects = useModel(knownProjects)
  const [last, keepLast] = useKept<string | null>('automations.project', null)
  const wanted = route.project ?? last
  useEffect(() => {
    if (route.project !== undefined) keepLast(route.project)
  }, [route.project, keepLast])
  const project = projects.find(({ id }) => id === wanted) ?? (route.project === undefined ? projects[0] : undefined)
  if (project === undefined) {
    return (
      <EmptyState
        text={
          projects.length === 0
            ? 'Automations belong to a project. Open a repository first.'
            : 'This project is not known here any more.'
        }
      >
        <Button onClick={() => openOverlay({ kind: 'open-repository', path: null })}>Open a repository</Button>
      </EmptyState>
    )
  }
  return <OfProject key={project.id} project={project} projects={projects} route={route} slots={slots} />
}

interface OfProjectProps extends AutomationsProps {
  readonly project: Project
  readonly projects: readonly Project[]
}

function OfProject({ project, projects, route, slots }: OfProjectProps) {
  const offers = useOffers()
  const facts = useFacts(project.id)
  const listed = useListed(project)
  const [beginning, setBeginning] = useState(false)
  const selected = listed.find(({ place }) => isSame(place, route.automation ?? null)) ?? null
  const shown = route.automation === undefined ? (listed[0] ?? null) : selected
  const id = shown === null ? null : idAt(project.id, shown.place)
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[330px_minmax(0,1fr)] max-beside:grid-cols-[256px_minmax(0,1fr)]">
      <AutomationList
        project={project}
        projects={projects}
        listed={listed}
        selected={shown?.place ?? null}
        offers={offers}
        facts={facts}
        onNew={() => setBeginning(true)}
      />
      {shown === null || id === null ? (
        <EmptyState text={nothingWords(listed.length, route)}>
          <Button onClick={() => setBeginning(true)}>New automation</Button>
        </EmptyState>
      ) : (
        <AutomationEditor
          key={id}
          of={{ id, project: project.id, ...shown.place }}
          automation={shown.automation}
          offers={offers}
          webhook={facts.get(id)?.webhook ?? null}
          others={listed
            .filter((one) => one !== shown && one.place.scope === shown.place.scope)
            .map((one) => one.place.name)}
          slots={slots}
        />
      )}
      {/* Once the host has said what to begin from: what came later would move the choice and leave the focus behind. */}
      {beginning && offers.triggers.length > 0 && (
        <NewAutomation
          project={project}
          offers={offers}
          taken={(scope) => listed.filter((one) => one.place.scope === scope).map((one) => one.place.name)}
          onClose={() => setBeginning(false)}
        />
      )}
    </div>
  )
}

function nothingWords(count: number, { automation }: AutomationsProps['route']): string {
  if (automation !== undefined) return `There is no automation ${automation.name} in this project.`
  return count > 0
    ? 'Choose an automation.'
    : 'Nothing starts by itself yet. An automation says when work begins, what is asked for, and within which limits.'
}

/** Those of the model, those begun and not saved, and no file twice. */
function useListed(project: Project): readonly Listed[] {
  const automations = useModel((model) => inOrder(model.automation.within(project.id)))
  const begun = useNew(project.id)
  return useMemo(() => {
    const known = automations.map((automation): Listed => {
      return { place: { name: automation.name, scope: automation.scope }, automation }
    })
    const fresh = begun.filter((place) => !known.some((one) => isSame(one.place, place)))
    return [...fresh.map((place): Listed => ({ place, automation: null })), ...known]
  }, [automations, begun])
}
