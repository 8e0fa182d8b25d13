import { classNames } from '../lib/class-names.ts'
import { visibleLine } from '../lib/visible-text.ts'

export interface CodeTextProps {
  /** Of a stranger or of ours: invisible characters are spelled out. */
  readonly text: string
  readonly className?: string | undefined
}

/** A name, path or command within a sentence. */
export function CodeText({ text, className }: CodeTextProps) {
  return <code className={classNames('font-mono text-12', className)}>{visibleLine(text)}</code>
}
