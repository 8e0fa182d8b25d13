import { type Decide, nothing } from '../../decision.ts'
import { projectFor } from '../project-for.ts'

export const decideOpen: Decide<'project.open'> = (model, payload, { facts }) => {
  if (facts === undefined) return nothing
  const used = projectFor(model, payload.project, facts)
  return used.ok ? { ok: true, value: used.value.events } : used
}
