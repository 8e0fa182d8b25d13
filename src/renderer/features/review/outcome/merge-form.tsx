import { visibleLine } from '../../../lib/visible-text.ts'
import { Select } from '../../../ui/select.tsx'
import { TextArea } from '../../../ui/text-area.tsx'

export interface MergeFormProps {
  readonly branches: readonly string[]
  readonly into: string | null
  readonly onInto: (into: string) => void
  readonly message: string
  readonly onMessage: (message: string) => void
}

/** Where the work goes and what its commit says. */
export function MergeForm({ branches, into, onInto, message, onMessage }: MergeFormProps) {
  const known = into === null || branches.includes(into) ? branches : [into, ...branches]
  return (
    <section aria-label="Merge" className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <span className="text-12 text-muted">Merge into</span>
        <Select
          label="Merge into"
          value={into ?? ''}
          options={known.map((branch) => ({ value: branch, title: visibleLine(branch) }))}
          onChange={onInto}
          className="max-w-52 font-mono text-12"
        />
      </div>
      <TextArea label="Commit message" value={message} onChange={onMessage} className="max-h-40" />
    </section>
  )
}
