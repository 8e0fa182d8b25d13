import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react'
import type { LinkKind } from '../../../../shared/domain/plan/plan.ts'
import { Button } from '../../../ui/button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'

export type GraphLink = Edge<
  {
    readonly from: LinkKind
    readonly wrong: boolean
    readonly onFrom: (from: LinkKind) => void
    readonly onUnlink: () => void
  },
  'link'
>

const choices = [
  { value: 'landed', title: 'When landed' },
  { value: 'stacked', title: 'Stacked' },
] as const

/** What comes after what. A selected one says what the later task starts from, and can be taken out. */
export function GraphEdge(props: EdgeProps<GraphLink>) {
  const { selected = false, data, markerEnd } = props
  const [path, x, y] = getBezierPath(props)
  return (
    <>
      <BaseEdge
        path={path}
        {...(markerEnd === undefined ? {} : { markerEnd })}
        interactionWidth={16}
        data-from={data?.from}
        data-wrong={data?.wrong}
        className={selected ? 'is-selected' : ''}
      />
      {selected && data !== undefined && (
        <EdgeLabelRenderer>
          <div
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
            className="nodrag nopan pointer-events-auto absolute z-10 flex items-center gap-1 rounded border border-line bg-panel p-1 text-12 shadow-float"
          >
            <Segmented label="Starts from" value={data.from} choices={choices} onChange={data.onFrom} />
            <Button kind="quiet" size="small" keys="Delete" onClick={data.onUnlink}>
              Unlink
            </Button>
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  )
}
