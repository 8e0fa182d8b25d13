import { useCallback } from 'react'
import { navigate } from '../client/navigation.ts'
import { PlanScreen } from '../features/plan/plan-screen.tsx'
import { RunScreen } from '../features/run/run-screen.tsx'
import type { Route, RunTab } from '../lib/route.ts'
import { boardSlots } from './slots.tsx'

/** A run, with its plan in the first of its tabs. */
export function RunOutlet({ route }: { readonly route: Extract<Route, { screen: 'plan' }> }) {
  const { run, tab = 'plan', task } = route
  const go = useCallback(
    (to: RunTab, about: string | null) =>
      navigate({ screen: 'plan', run, tab: to, ...(about === null ? {} : { task: about }) }, 'replace'),
    [run],
  )
  return (
    <RunScreen run={run} tab={tab} task={task ?? null} onGo={go} Plan={PlanScreen} Topology={boardSlots.Topology} />
  )
}
