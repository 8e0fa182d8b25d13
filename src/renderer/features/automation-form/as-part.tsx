import type { JsonObject } from '../../../shared/kernel/json.ts'
import { useAgents } from '../../client/agents.ts'
import { isObject } from '../../lib/form-change.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { AgentOrder } from './agent-order.tsx'
import { Chip, Chips } from './chip.tsx'
import { FormRow, type PartProps } from './part.tsx'
import { agentWords, efforts, textsOf, topologies } from './part-words.ts'
import { PermissionsChip } from './permissions-chip.tsx'
import { TextsField } from './setting-control.tsx'

/** Who does it, how thoroughly, with whom, and what it may do. */
export function AsPart(props: PartProps) {
  const { fields, change } = props
  const agents = useAgents()
  const dispatch = isObject(fields.dispatch) ? fields.dispatch : {}
  const order = textsOf(dispatch.agent)
  const nameOf = (id: string) => visibleLine(agents.find((agent) => agent.id === id)?.name ?? id)
  return (
    <FormRow label="As">
      <Chips>
        <Chip title="Who does it, in order" editor={<AgentOrder order={order} agents={agents} change={change} />}>
          {agentWords(order, nameOf)}
        </Chip>
        <Chip title="How threads work together" editor={<TopologyEditor dispatch={dispatch} change={change} />}>
          {topologies.find(({ value }) => value === dispatch.topology)?.title ?? 'As the project works'}
        </Chip>
        <Chip title="Can an error be tolerated?" editor={<EffortEditor dispatch={dispatch} change={change} />}>
          {effortWords(dispatch)}
        </Chip>
        <PermissionsChip {...props} />
      </Chips>
    </FormRow>
  )
}

function effortWords({ effort, gates }: JsonObject): string {
  const known = efforts.find(({ value }) => value === effort)
  const own = textsOf(gates)
  const also = own.length === 0 ? '' : `, with ${own.map((gate) => visibleLine(gate)).join(', ')}`
  return `${known?.words ?? 'Usual effort'}${also}`
}

interface EditorProps extends Pick<PartProps, 'change'> {
  readonly dispatch: JsonObject
}

function TopologyEditor({ dispatch, change }: EditorProps) {
  const present = topologies.find(({ value }) => value === dispatch.topology)
  const path = ['dispatch', 'topology']
  return (
    <>
      <div>
        <Segmented
          label="How threads work together"
          value={present?.value ?? ''}
          choices={[{ value: '', title: 'As the project works' }, ...topologies]}
          onChange={(value) => change(value === '' ? { path } : { path, value })}
        />
      </div>
      <p className="text-12 text-muted">{present?.words ?? 'What is set for the project holds for this one, too.'}</p>
    </>
  )
}

function EffortEditor({ dispatch, change }: EditorProps) {
  const present = efforts.find(({ value }) => value === dispatch.effort)
  const path = ['dispatch', 'effort']
  return (
    <>
      <div>
        <Segmented
          label="Effort"
          value={present?.value ?? ''}
          choices={[{ value: '', title: 'As usual' }, ...efforts]}
          onChange={(value) => change(value === '' ? { path } : { path, value })}
        />
      </div>
      <TextsField
        label="Gates beside those of the project, one command per line"
        hint="A gate passes where its command ends with 0."
        placeholder="npm test"
        value={textsOf(dispatch.gates)}
        onChange={(gates) =>
          change(gates.length === 0 ? { path: ['dispatch', 'gates'] } : { path: ['dispatch', 'gates'], value: gates })
        }
      />
    </>
  )
}
