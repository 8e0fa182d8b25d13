import type { Route } from '../../lib/route.ts'
import type { AutomationSlots } from './slots.ts'

export interface AutomationsProps {
  readonly route: Extract<Route, { screen: 'automations' }>
  readonly slots: AutomationSlots
}

/** Work that starts by itself: what may start it, and what came of it. */
export function Automations({ route, slots }: AutomationsProps) {
  return <div data-project={route.project} data-slots={Object.keys(slots).length} />
}
