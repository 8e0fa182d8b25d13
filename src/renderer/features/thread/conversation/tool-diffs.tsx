import type { ToolDiff } from '../../../lib/tool-view.ts'
import { DiffView } from '../../../ui/diff-view.tsx'

export interface ToolDiffsProps {
  readonly diffs: readonly ToolDiff[]
  readonly nameOf: (path: string) => string
}

export function ToolDiffs({ diffs, nameOf }: ToolDiffsProps) {
  return diffs.map(({ id, path, before, after }) => (
    <div key={id} className="flex flex-col gap-1">
      {diffs.length > 1 && <code className="font-mono text-12">{nameOf(path)}</code>}
      <DiffView
        label={`Changes of ${nameOf(path)}`}
        source={{ kind: 'texts', path, before, after }}
        layout="unified"
        className="max-h-[50vh] rounded border border-line"
      />
    </div>
  ))
}
