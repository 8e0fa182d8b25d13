import {
  type Connection,
  type EdgeChange,
  MarkerType,
  type NodeChange,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import './plan-graph.css'
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef } from 'react'
import type { LinkKind } from '../../../../shared/domain/plan/plan.ts'
import type { Task } from '../../../../shared/domain/task/state.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { keyOf } from '../plan-tasks.ts'
import { edgeId, type PlanProblems } from '../problem-places.ts'
import type { PlanView } from '../use-plan-view.ts'
import { GraphEdge, type GraphLink } from './graph-edge.tsx'
import { GraphNode, type GraphTask } from './graph-node.tsx'
import { layOut, nodeSize } from './layout.ts'

export interface PlanGraphProps {
  readonly tasks: readonly Task[]
  readonly view: PlanView
  readonly started: boolean
  readonly problems: PlanProblems
  readonly onSelect: (task: string) => void
  readonly onEdge: (edge: { readonly task: string; readonly on: string } | null) => void
  readonly onLink: (task: string, on: string, from: LinkKind) => void
  readonly onUnlink: (task: string, on: string) => void
  readonly onOpen: () => void
}

const nodeTypes = { task: GraphNode }
const edgeTypes = { link: GraphEdge }
const fit = { padding: 0.06, maxZoom: 1, minZoom: 0.62, duration: 0 }

/** The same tasks as a graph, from left to right. */
export function PlanGraph(props: PlanGraphProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  )
}

function Flow(props: PlanGraphProps) {
  const { tasks, view } = props
  const nodes = useNodes(props)
  const edges = useEdges(props)
  const frame = useFitted(tasks)
  useFollowed(frame, nodes, view.selected)
  const unlink = () => {
    if (view.edge !== null) props.onUnlink(view.edge.task, view.edge.on)
  }
  const press = (event: KeyboardEvent) => {
    if ((event.key === 'Enter' || event.key === ' ') && picks(event.target, view.selected)) event.preventDefault()
    else if (event.key === 'Escape' && view.edge !== null) {
      event.stopPropagation()
      props.onEdge(null)
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && view.edge !== null && !event.ctrlKey) {
      event.preventDefault()
      unlink()
    }
  }
  const connect = ({ source, target }: Connection) => {
    if (source !== target) props.onLink(target, source, 'landed')
  }
  const nodesChanged = (changes: readonly NodeChange<GraphTask>[]) => {
    const chosen = changes.find((change) => change.type === 'select' && change.selected)
    if (chosen?.type === 'select') props.onSelect(chosen.id)
  }
  const edgesChanged = (changes: readonly EdgeChange<GraphLink>[]) => {
    const chosen = changes.find((change) => change.type === 'select' && change.selected)
    if (chosen?.type !== 'select') return
    const edge = edges.find(({ id }) => id === chosen.id)
    if (edge !== undefined) props.onEdge({ task: edge.target, on: edge.source })
  }
  return (
    <div ref={frame} className="plan-graph min-h-0 flex-1" data-part="graph">
      <ReactFlow
        aria-label="Graph of the tasks"
        onKeyDown={press}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={nodesChanged}
        onEdgesChange={edgesChanged}
        onConnect={connect}
        onNodeDoubleClick={props.onOpen}
        onPaneClick={() => props.onEdge(null)}
        nodesDraggable={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        connectionRadius={28}
        zoomOnDoubleClick={false}
        minZoom={0.2}
        panOnScroll
        maxZoom={1.5}
        fitView
        fitViewOptions={fit}
        ariaLabelConfig={words}
      />
    </div>
  )
}

/** Whether Enter selects what has the focus, so that it means nothing else; on a selected task it opens the brief. */
function picks(target: EventTarget, selected: string | null): boolean {
  if (!(target instanceof Element)) return false
  const node = target.closest<HTMLElement>('.react-flow__node')
  return node === null ? target.closest('.react-flow__edge') !== null : node.dataset.id !== selected
}

const words = {
  'node.a11yDescription.default': 'Enter selects the task. L lets it come after another one.',
  'edge.a11yDescription.default': 'Enter selects the link, Delete takes it out.',
}

type Shape = readonly { readonly id: string; readonly after: readonly { readonly on: string }[] }[]

/** What the layout depends on, as a text: how a task goes moves nothing. */
function useShape(tasks: readonly Task[]): string {
  return useMemo(() => {
    const shape: Shape = tasks.map(({ id, after }) => ({ id, after: after.map(({ on }) => ({ on })) }))
    return JSON.stringify(shape)
  }, [tasks])
}

/** Fits the graph whenever the plan's shape or the panel's size changes; a selection alone moves nothing. */
function useFitted(tasks: readonly Task[]) {
  const frame = useRef<HTMLDivElement>(null)
  const { fitView } = useReactFlow()
  const shape = useShape(tasks)
  useEffect(() => {
    const element = frame.current
    if (element === null || shape === '[]') return
    const observer = new ResizeObserver(() => void fitView(fit))
    observer.observe(element)
    return () => observer.disconnect()
  }, [fitView, shape])
  return frame
}

/** Moves the graph only as far as it must be for the selected task to be seen. */
function useFollowed(frame: RefObject<HTMLDivElement | null>, nodes: readonly GraphTask[], selected: string | null) {
  const { getViewport, setViewport } = useReactFlow()
  const latest = useRef(nodes)
  useEffect(() => {
    latest.current = nodes
  })
  useEffect(() => {
    const element = frame.current
    const node = latest.current.find(({ id }) => id === selected)
    if (element === null || node === undefined) return
    const { x, y, zoom } = getViewport()
    const by = (at: number, size: number, room: number) => (at < 0 ? edge - at : Math.min(0, room - edge - (at + size)))
    const right = by(node.position.x * zoom + x, nodeSize.width * zoom, element.clientWidth)
    const down = by(node.position.y * zoom + y, nodeSize.height * zoom, element.clientHeight)
    if (right !== 0 || down !== 0) void setViewport({ x: x + right, y: y + down, zoom })
  }, [frame, selected, getViewport, setViewport])
}

/** What is left around it, in px. */
const edge = 12

const { width, height } = nodeSize
/** Told beforehand, so that links are drawn with the nodes and not a frame later. */
const handles = [
  { type: 'target' as const, position: Position.Left, x: -4, y: height / 2 - 4, width: 9, height: 9 },
  { type: 'source' as const, position: Position.Right, x: width - 5, y: height / 2 - 4, width: 9, height: 9 },
]

function useNodes({ tasks, view, started, problems }: PlanGraphProps): GraphTask[] {
  const shape = useShape(tasks)
  const places = useMemo(() => layOut(JSON.parse(shape) as Shape), [shape])
  return useMemo(
    () =>
      tasks.map((task): GraphTask => {
        const wrong = problems.tasks.get(task.id)?.values().next().value
        return {
          id: task.id,
          type: 'task',
          position: places.get(task.id) ?? { x: 0, y: 0 },
          ...nodeSize,
          measured: nodeSize,
          handles,
          selected: task.id === view.selected && view.edge === null,
          ariaLabel: `${visibleLine(task.key)}: ${visibleLine(task.title)}`,
          data: { task, started, wrong: wrong === undefined ? null : visibleLine(wrong.message) },
        }
      }),
    [tasks, places, view.selected, view.edge, started, problems],
  )
}

const arrow = { type: MarkerType.ArrowClosed, color: 'var(--faint)', width: 14, height: 14 }

function useEdges({ tasks, view, problems, onLink, onUnlink }: PlanGraphProps): GraphLink[] {
  return useMemo(() => {
    const known = new Set<string>(tasks.map(({ id }) => id))
    return tasks.flatMap((task) =>
      task.after
        .filter(({ on }) => known.has(on))
        .map(({ on, from }): GraphLink => {
          const id = edgeId(task.id, on)
          return {
            id,
            type: 'link',
            source: on,
            target: task.id,
            markerEnd: arrow,
            selected: view.edge?.task === task.id && view.edge.on === on,
            ariaLabel: `${visibleLine(task.key)} comes after ${visibleLine(keyOf(on, tasks))}, ${from}`,
            data: {
              from,
              wrong: problems.edges.has(id),
              onFrom: (next) => onLink(task.id, on, next),
              onUnlink: () => onUnlink(task.id, on),
            },
          }
        }),
    )
  }, [tasks, view.edge, problems, onLink, onUnlink])
}
