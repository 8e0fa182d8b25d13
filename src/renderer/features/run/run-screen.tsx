import type { ComponentType } from 'react'
import { useModel } from '../../client/model-hooks.ts'
import type { RunTab } from '../../lib/route.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { Ask } from './ask/ask.tsx'
import { Attempts } from './attempts/attempts.tsx'
import { RunHeader, type RunHeaderProps } from './header/run-header.tsx'
import { useRunFacts } from './run-facts.ts'
import { Timeline } from './timeline/timeline.tsx'
import { useTabKeys } from './use-tab-keys.ts'

export interface PlanSlotProps {
  readonly run: string
  /** What the run is for stands above it already. */
  readonly bare: boolean
}

export interface RunScreenProps {
  readonly run: string
  readonly tab: RunTab
  readonly task: string | null
  readonly onGo: (tab: RunTab, task: string | null) => void
  readonly Plan: ComponentType<PlanSlotProps>
  readonly Topology: RunHeaderProps['Topology']
}

/** A run: how far it is, its plan, what was done about it and why, and its tasks' attempts. */
export function RunScreen({ run: id, tab, task, onGo, Plan, Topology }: RunScreenProps) {
  const run = useModel((model) => model.run.get(id))
  const facts = useRunFacts(id)
  const plan = run?.plan
  // A plan that waits for approval has nothing to show but itself.
  const begun = plan !== undefined && plan.state.kind !== 'draft' && plan.state.kind !== 'planning'
  const shown = begun ? tab : 'plan'
  const go = (to: RunTab) => onGo(to, task)
  useTabKeys(begun, go)
  if (run !== undefined && plan === undefined) {
    return <EmptyState text="This was a single task without a plan; its thread on the board tells all of it." />
  }
  return (
    <div className="@container/run flex min-h-0 flex-1 flex-col">
      {begun && <RunHeader run={run as NonNullable<typeof run>} plan={plan} facts={facts} Topology={Topology} />}
      <Tabs
        label="Parts of the run"
        value={shown}
        items={items}
        onChange={go}
        className={begun ? 'flex-1' : 'flex-1 [&>[role=tablist]]:hidden'}
      >
        <TabPanel value="plan" className="flex flex-col">
          <Plan run={id} bare={begun} />
        </TabPanel>
        <TabPanel value="timeline">
          <Timeline run={id} onTask={(one) => onGo('attempts', one)} />
        </TabPanel>
        <TabPanel value="attempts">
          <Attempts run={id} task={task} onTask={(one) => onGo('attempts', one)} />
        </TabPanel>
        <TabPanel value="ask">{run !== undefined && <Ask run={run} />}</TabPanel>
      </Tabs>
    </div>
  )
}

const items = [
  { value: 'plan', title: 'Plan' },
  { value: 'timeline', title: 'Timeline' },
  { value: 'attempts', title: 'Attempts' },
  { value: 'ask', title: 'Ask' },
] as const
