import { useMemo } from 'react'
import type { ContractVersion } from '../../../../shared/domain/contracts/state.ts'
import { classNames } from '../../../lib/class-names.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import { type DiffLine, lineDiff } from './line-diff.ts'

export interface ContractDiffProps {
  readonly before: ContractVersion
  readonly after: ContractVersion
}

const looks: Readonly<Record<DiffLine['kind'], string>> = { same: '', added: 'bg-add-bg', removed: 'bg-del-bg' }
const signs: Readonly<Record<DiffLine['kind'], string>> = { same: ' ', added: '+', removed: '−' }

/** What one version changed of the one before. */
export function ContractDiff({ before, after }: ContractDiffProps) {
  const lines = useMemo(() => numbered(lineDiff(before.text, after.text)), [before.text, after.text])
  return (
    <section aria-label={`Changes from version ${before.version} to version ${after.version}`}>
      <pre className="py-2 font-mono text-12 whitespace-pre-wrap wrap-anywhere">
        {lines.map(({ id, kind, text }) => (
          <span key={id} className={classNames('block px-4', looks[kind])}>
            {`${signs[kind]} ${visibleText(text)}`}
          </span>
        ))}
      </pre>
    </section>
  )
}

function numbered(lines: readonly DiffLine[]): readonly (DiffLine & { readonly id: number })[] {
  return lines.map((line, id) => ({ ...line, id }))
}
