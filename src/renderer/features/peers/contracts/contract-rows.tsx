import type { Contract } from '../../../../shared/domain/contracts/state.ts'
import { useKept } from '../../../client/kept.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { SectionHeader } from '../../../ui/section-header.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { useName } from '../names.ts'
import type { OpenView } from '../view.ts'
import { ownPart } from './contract-words.ts'

export interface ContractRowsProps {
  readonly thread: string
  readonly contracts: readonly Contract[]
  readonly onOpen: OpenView
}

const scopes = [
  { value: 'thread', title: 'This thread' },
  { value: 'project', title: 'Project' },
] as const

/** The interfaces that a thread published or read, or all of its project; nothing where there are none. */
export function ContractRows({ thread, contracts, onOpen }: ContractRowsProps) {
  const [scope, setScope] = useKept<'thread' | 'project'>('peers.contracts', 'thread')
  if (contracts.length === 0) return null
  const own = contracts.filter((contract) => ownPart(contract, thread) !== null)
  const shown = scope === 'thread' ? own : contracts
  return (
    <section aria-label="Contracts">
      <SectionHeader level={3} title="Contracts">
        <Segmented label="Contracts of" value={scope} choices={scopes} onChange={setScope} className="bg-panel" />
      </SectionHeader>
      {shown.length === 0 && <p className="px-4 py-2 text-muted">This thread published and read none.</p>}
      <ul>
        {shown.map((contract) => (
          <li key={contract.id} className="border-b border-soft">
            <ContractRow {...{ thread, contract, onOpen }} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface RowProps extends Omit<ContractRowsProps, 'contracts'> {
  readonly contract: Contract
}

function ContractRow({ thread, contract, onOpen }: RowProps) {
  const { id, name, version, owner, closed } = contract
  const part = ownPart(contract, thread)
  const by = useName(owner)
  return (
    <button
      type="button"
      data-row={`contract ${id}`}
      onClick={() => onOpen({ kind: 'contract', contract: id })}
      className="flex min-h-row w-full items-center gap-2 px-4 text-left -outline-offset-2 hover:bg-raised"
    >
      <code className="min-w-0 truncate font-mono text-12">{visibleLine(name)}</code>
      <span className="shrink-0 text-12 text-muted">{`v${version}${closed ? ', closed' : ''}`}</span>
      <span className="ml-auto min-w-0 truncate text-12 text-muted">{part === null ? `of ${by}` : part.text}</span>
      {part?.newer != null && <span className="shrink-0 text-12 text-run">{`v${part.newer} is there`}</span>}
    </button>
  )
}
