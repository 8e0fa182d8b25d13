import type { AutomationId, ClaimId, ProjectId } from '../../kernel/ids.ts'
import { claimed, definitionWith, reportFile } from './automations.ts'
import type { Simulation } from './simulation.ts'

/** What automations of the projects do among everything else: files, events, pauses. */
export function automate(simulation: Simulation, which: number, choice: number): void {
  const project = `p${which % 2}` as ProjectId
  const id = `${project}:look` as AutomationId
  switch (choice % 6) {
    case 0:
      reportFile(simulation, definitionWith({ parallel: 1 + (choice % 3), cost: 1 }), { id })
      return
    case 1: {
      const payload = { project, paused: choice % 4 === 1 }
      simulation.send({ type: 'automation.pause', payload }, undefined, 'person')
      return
    }
    case 2:
      simulation.send({ type: choice % 9 === 2 ? 'automation.stop-all' : 'automation.check', payload: { project } })
      return
    default: {
      const key = `${id}#${choice % 7}` as ClaimId
      const deliveries = [1, 2, 3].map((number) => claimed(`${id}-${choice % 20}-${number}`, `${key}${number}`))
      simulation.send({ type: 'automation.fire', payload: { automation: id, trigger: 'manual', deliveries } })
    }
  }
}
