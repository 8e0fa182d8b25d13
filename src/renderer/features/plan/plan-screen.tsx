import { lazy, Suspense, useCallback, useEffect, useRef } from 'react'
import type { LinkKind } from '../../../shared/domain/plan/plan.ts'
import { useAgents } from '../../client/agents.ts'
import { useKept } from '../../client/kept.ts'
import { openOverlay } from '../../client/overlays.ts'
import { useSettings } from '../../client/settings.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SectionHeader } from '../../ui/section-header.tsx'
import { Split } from '../../ui/split.tsx'
import { usePlanEdits } from './edits/use-plan-edits.ts'
import { PlanFoot } from './header/plan-foot.tsx'
import { PlanHeader } from './header/plan-header.tsx'
import { PlannerLine } from './header/planner-line.tsx'
import { Outline } from './outline/outline.tsx'
import { OutlineContext } from './outline/outline-context.ts'
import { TaskPanel } from './task/task-panel.tsx'
import { useApprove } from './use-approve.ts'
import { useCopyPlan } from './use-copy-plan.ts'
import { type OpenPlan, usePlan } from './use-plan.ts'
import { usePlanActions } from './use-plan-actions.ts'
import { type Latest, usePlanHandlers } from './use-plan-handlers.ts'
import { usePlanView } from './use-plan-view.ts'
import { usualAgent } from './usual-agent.ts'

const PlanGraph = lazy(async () => ({ default: (await import('./graph/plan-graph.tsx')).PlanGraph }))

export interface PlanScreenProps {
  readonly run: string
  /** What the run is for stands above it already. */
  readonly bare?: boolean
}

/** A run's plan: its tasks as a table and as a graph, written before it is approved and while it runs. */
export function PlanScreen({ run, bare = false }: PlanScreenProps) {
  const open = usePlan(run)
  if (open === null) {
    return (
      <EmptyState text="There is no plan here: it was a single task, or it is archived.">
        <Button onClick={() => openOverlay({ kind: 'new-plan', project: null, goal: '' })}>New plan</Button>
      </EmptyState>
    )
  }
  return <Editor key={run} open={open} bare={bare} />
}

type Sizes = { readonly [panel: string]: number }

function Editor({ open, bare }: { readonly open: OpenPlan; readonly bare: boolean }) {
  const { run, plan, tasks, problems } = open
  const grid = useRef<HTMLDivElement>(null)
  const control = usePlanView(tasks)
  const { view } = control
  const edits = usePlanEdits()
  const agents = useAgents()
  const [{ defaultAgent }] = useSettings()
  const agent = usualAgent(tasks, agents, defaultAgent)
  const { gates, effort: usual } = plan.policy
  // Without a gate that could prove it a new task would be wrong from the start.
  const effort = gates.length === 0 ? 'quick' : usual
  const now: Latest = { run: run.id, tasks, effort, agent, edits, control }
  const latest = useRef(now)
  useEffect(() => {
    latest.current = now
  })
  const handlers = usePlanHandlers(latest, grid)
  const keys = usePlanActions({ tasks, control, edits, grid })
  const approval = useApprove(open, edits)
  useCopyPlan(run.id)
  const [sizes, setSizes] = useKept<Sizes>('plan.sizes', {})
  const isDraft = plan.state.kind === 'draft'
  const begun = !isDraft && plan.state.kind !== 'planning'
  const { link, unlink, answer } = useLinks(latest)
  const selected = tasks.find(({ id }) => id === view.selected)
  const close = () => {
    control.change({ open: false })
    grid.current?.focus({ preventScroll: true })
  }
  useEffect(() => {
    const { control: first, tasks: there } = latest.current
    if (there.length > 0) grid.current?.focus({ preventScroll: true })
    else if (isDraft) first.change({ mode: { kind: 'new', below: null } })
  }, [isDraft])
  const shared = { tasks, view, started: begun, problems }
  return (
    <OutlineContext value={handlers}>
      <div className="@container/plan flex min-h-0 flex-1 flex-col">
        <PlanHeader {...{ run, plan, tasks, problems, edits, bare }} approve={approval.action} />
        {plan.planner !== null && !bare && (
          <PlannerLine run={run.id} planner={plan.planner} planning={plan.state.kind === 'planning'} />
        )}
        <div className="relative flex min-h-0 flex-1">
          <Split
            vertical
            className="flex-1"
            sizes={Object.keys(sizes).length === 0 ? undefined : sizes}
            onResize={setSizes}
            panels={[
              {
                id: 'outline',
                min: 140,
                content: (
                  <Outline
                    {...shared}
                    grid={grid}
                    refused={edits.refused}
                    onKey={keys.onKey}
                    onPick={control.select}
                    onOpen={(field) => (field === 'title' ? control.change({ open: true }) : keys.open(field))}
                  >
                    {tasks.length === 0 && view.mode.kind !== 'new' && <NoTasks onAdd={keys.add} />}
                  </Outline>
                ),
              },
              ...(tasks.length === 0
                ? []
                : [
                    {
                      id: 'graph',
                      size: 270,
                      min: 90,
                      content: (
                        <>
                          <SectionHeader title="Graph" detail={graphHint(tasks.length)} />
                          <Suspense fallback={null}>
                            <PlanGraph
                              {...shared}
                              onSelect={control.select}
                              onEdge={(edge) =>
                                control.change({ edge, ...(edge === null ? {} : { selected: edge.task }) })
                              }
                              onLink={link}
                              onUnlink={unlink}
                              onOpen={() => control.change({ open: true })}
                            />
                          </Suspense>
                        </>
                      ),
                    },
                  ]),
            ]}
          />
          {view.open && selected !== undefined && (
            <TaskPanel
              key={selected.id}
              task={selected}
              tasks={tasks}
              problems={problems}
              asked={view.asked}
              onEdit={handlers.edit}
              onLink={link}
              onUnlink={unlink}
              onAnswer={answer}
              onClose={close}
            />
          )}
        </div>
        <PlanFoot {...{ plan, tasks, problems, approval }} />
      </div>
    </OutlineContext>
  )
}

function graphHint(count: number): string {
  return count < 2 ? '' : 'pull from a task’s right edge to what comes after it'
}

function NoTasks({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <EmptyState text="A task is a piece of work for one agent, on a branch of its own. Say which come after which, and what must pass.">
      <Button keys="mod+enter" showKeys onClick={onAdd}>
        Add a task
      </Button>
    </EmptyState>
  )
}

/** Links made and taken out in the graph and the panel; the same functions while the plan is open. */
function useLinks(latest: { readonly current: Latest }) {
  const link = useCallback(
    (task: string, on: string, from: LinkKind) =>
      void latest.current.edits.edit(task, { type: 'task.link', payload: { task, on, from } }),
    [latest],
  )
  const unlink = useCallback(
    (task: string, on: string) => {
      void latest.current.edits.edit(task, { type: 'task.unlink', payload: { task, on } })
      latest.current.control.change({ edge: null })
    },
    [latest],
  )
  const answer = useCallback(
    (task: string, accepted: boolean) =>
      void latest.current.edits.edit(task, { type: accepted ? 'task.accept' : 'task.remove', payload: { task } }),
    [latest],
  )
  return { link, unlink, answer }
}
