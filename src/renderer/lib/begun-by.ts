import { automationTitle } from '../../shared/domain/automation/title.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { BegunBy } from '../../shared/domain/run/state.ts'
import { type AutomationPlace, formatRoute } from './route.ts'
import { visibleLine } from './visible-text.ts'

/** Runs that tasks spawned, one below the other: more than may be. */
const depth = 20

/** The automation that began a run, or the run that it was spawned by; undefined where a person or a thread did. */
export function begunBy(model: Model, run: string): BegunBy | undefined {
  let present = model.run.get(run)
  for (let level = 0; level < depth && present !== undefined; level += 1) {
    if (present.automation !== undefined) return present.automation
    present = model.run.get(present.plan?.parent?.run ?? '')
  }
  return undefined
}

/** 'by Investigate new issue' */
export function begunWords({ name }: Pick<BegunBy, 'name'>): string {
  return `by ${visibleLine(automationTitle(name))}`
}

/** A title without the name of the automation that began it, for where that stands beside it. */
export function ownTitle(title: string, by: Pick<BegunBy, 'name'> | undefined): string {
  const prefix = by === undefined ? '' : `${automationTitle(by.name)}: `
  return prefix !== '' && title.startsWith(prefix) && title.length > prefix.length ? title.slice(prefix.length) : title
}

/** The firing that a run is for, in the list of what its automation did. */
export function firingAddress({ id, name, firing }: BegunBy, project: string): string {
  const automation: AutomationPlace = { name, scope: id.endsWith(`:own:${name}`) ? 'own' : 'project' }
  return formatRoute({ screen: 'automations', project, automation, firing })
}
