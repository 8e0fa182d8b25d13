import { Graph, layout } from '@dagrejs/dagre'

/** Of a node, in px. */
export const nodeSize = { width: 176, height: 30 } as const

export interface Placed {
  readonly x: number
  readonly y: number
}

/** Where each task stands: what it comes after lies to its left. The same plan always looks the same. */
export function layOut(
  tasks: readonly { readonly id: string; readonly after: readonly { readonly on: string }[] }[],
): ReadonlyMap<string, Placed> {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 10, ranksep: 44, edgesep: 8, marginx: 4, marginy: 4 })
  graph.setDefaultEdgeLabel(() => ({}))
  const known = new Set(tasks.map(({ id }) => id))
  for (const { id } of tasks) graph.setNode(id, { ...nodeSize })
  for (const { id, after } of tasks) for (const { on } of after) if (known.has(on)) graph.setEdge(on, id)
  layout(graph)
  return new Map(
    tasks.map(({ id }) => {
      const { x, y } = graph.node(id) as Placed
      return [id, { x: x - nodeSize.width / 2, y: y - nodeSize.height / 2 }]
    }),
  )
}
