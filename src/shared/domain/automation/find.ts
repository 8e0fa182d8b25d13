import { err, ok, type Result } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'
import type { Model } from '../model.ts'
import { isForgotten } from '../project/queries.ts'
import type { Project } from '../project/state.ts'
import type { Automation, Firing } from './state.ts'

export function findAutomation(model: Model, id: string): Result<Automation, Refusal> {
  const automation = model.automation.get(id)
  if (automation !== undefined) return ok(automation)
  const message = `There is no automation ${id}; nothing was changed.`
  return err({ code: 'automation-unknown', message, remedy: 'Look at the list of automations.' })
}

/** Those that left the live model count as well where they were brought back for the command. */
export function findFiring(model: Model, id: string): Result<Firing, Refusal> {
  const firing = model.firing.get(id)
  if (firing !== undefined) return ok(firing)
  const message = `There is no firing ${id}; nothing was changed.`
  return err({ code: 'firing-unknown', message, remedy: 'Look at the history of its automation.' })
}

export function findProject(model: Model, id: string): Result<Project, Refusal> {
  const project = model.project.get(id)
  if (project !== undefined && !isForgotten(project)) return ok(project)
  const message = `There is no project ${id}; nothing was changed.`
  return err({ code: 'project-unknown', message, remedy: 'Open its folder first.' })
}
