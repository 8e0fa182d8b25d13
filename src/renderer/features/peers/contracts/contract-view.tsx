import { useCallback, useMemo, useState } from 'react'
import type { Contract, ContractVersion } from '../../../../shared/domain/contracts/state.ts'
import { useNow } from '../../../client/clock.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { plural } from '../../../lib/format-number.ts'
import { visibleLine, visibleText } from '../../../lib/visible-text.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { QuietLoading } from '../../../ui/quiet-loading.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Scroller } from '../../../ui/scroller.tsx'
import { SectionHeader } from '../../../ui/section-header.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { useName } from '../names.ts'
import { PartHead } from '../part-head.tsx'
import { type ReadRows, useFirstPage } from '../use-first-page.ts'
import { ContractDiff } from './contract-diff.tsx'
import { readersInOrder } from './contract-words.ts'

export interface ContractViewProps {
  readonly contract: Contract
  readonly onBack: () => void
}

const looks = [
  { value: 'text', title: 'Text' },
  { value: 'changes', title: 'Changes' },
] as const

/** One contract: the text of a version or what it changed, who read which, and its history. */
export function ContractView({ contract, onBack }: ContractViewProps) {
  const versions = useVersions(contract)
  const [chosen, setChosen] = useState<number | null>(null)
  const [look, setLook] = useState<'text' | 'changes'>('text')
  const shown = versions.find(({ version }) => version === (chosen ?? contract.version)) ?? versions[0]
  const before = versions.find(({ version }) => version === (shown?.version ?? 0) - 1)
  const owner = useName(contract.owner)
  const name = visibleLine(contract.name)
  return (
    <section aria-label={`Contract ${name}`} className="flex h-full flex-col">
      <PartHead
        title={name}
        onBack={onBack}
        detail={`Of ${owner}, ${plural(contract.version, 'version')}${contract.closed ? ', closed' : ''}`}
      />
      <Scroller label="Contract" className="min-h-0 flex-1">
        <SectionHeader
          level={4}
          title={`Version ${shown?.version ?? contract.version}`}
          detail={shown === undefined ? undefined : visibleLine(shown.note)}
        >
          {shown !== undefined && <CopyButton text={shown.text} of="the text" />}
          {before !== undefined && (
            <Segmented label="Show" value={look} choices={looks} onChange={setLook} className="bg-panel" />
          )}
        </SectionHeader>
        {shown === undefined && <QuietLoading text="Reading the contract" className="px-4 py-2" />}
        {shown !== undefined && look === 'changes' && before !== undefined && (
          <ContractDiff before={before} after={shown} />
        )}
        {shown !== undefined && (look === 'text' || before === undefined) && (
          <pre className="px-4 py-2 font-mono text-12 whitespace-pre-wrap wrap-anywhere">{visibleText(shown.text)}</pre>
        )}
        <Readers contract={contract} />
        <SectionHeader level={4} title="History" detail={plural(contract.version, 'version')} />
        <ol aria-label="Versions">
          {versions.map((version) => (
            <li key={version.id} className="border-b border-soft">
              <VersionRow version={version} current={version === shown} onChoose={() => setChosen(version.version)} />
            </li>
          ))}
        </ol>
      </Scroller>
    </section>
  )
}

function useVersions({ id, project }: Contract): readonly ContractVersion[] {
  const live = useModel((model) => [...model.contractVersion.within(project)].filter(({ contract }) => contract === id))
  const read: ReadRows<ContractVersion> = useCallback((api, limit) => api.peers.versions({ contract: id, limit }), [id])
  const all = useFirstPage(read, live)
  return useMemo(() => all.toSorted((one, other) => other.version - one.version), [all])
}

/** Faint is too faint on the selected row. */
const timeOfCurrent = 'shrink-0 text-12 text-muted'
const timeOfOther = 'shrink-0 text-12 text-faint'

interface VersionRowProps {
  readonly version: ContractVersion
  readonly current: boolean
  readonly onChoose: () => void
}

function VersionRow({ version: { version, note, by, at }, current, onChoose }: VersionRowProps) {
  const now = useNow(60_000)
  const name = useName(by)
  return (
    <button
      type="button"
      data-row={`version ${version}`}
      aria-current={current || undefined}
      onClick={onChoose}
      className="flex w-full items-baseline gap-2 px-4 py-1 text-left -outline-offset-2 hover:bg-raised aria-current:bg-selected"
    >
      <span className="w-7 shrink-0 font-medium">{`v${version}`}</span>
      <span className="min-w-0 flex-1 wrap-anywhere">
        {visibleText(note)}
        <span className="block text-12 text-muted">{name}</span>
      </span>
      <RelativeTime at={at} now={now} className={current ? timeOfCurrent : timeOfOther} />
    </button>
  )
}

function Readers({ contract }: { readonly contract: Contract }) {
  const { readers, version } = contract
  const behind = readers.filter((reader) => reader.version < version).length
  return (
    <>
      <SectionHeader level={4} title="Readers" detail={behind === 0 ? undefined : `${behind} without the newest`} />
      {readers.length === 0 && <p className="px-4 py-1.5 text-muted">Nobody has read it yet.</p>}
      <ul>
        {readersInOrder(contract).map((reader) => (
          <li key={reader.thread} className="flex min-h-6 items-center gap-2 px-4">
            <ReaderName thread={reader.thread} />
            <span className={reader.version < version ? 'ml-auto text-12 text-run' : 'ml-auto text-12 text-muted'}>
              {`read v${reader.version}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function ReaderName({ thread }: { readonly thread: string }) {
  return <span className="min-w-0 truncate">{useName(thread)}</span>
}
