import { useState } from 'react'
import { lastLines } from '../lib/fold-lines.ts'
import { plural } from '../lib/format-number.ts'
import { visibleText } from '../lib/visible-text.ts'
import { Button } from './button.tsx'
import { Scroller } from './scroller.tsx'

export interface OutputTextProps {
  /** What a program wrote. Its escapes are shown, not obeyed. */
  readonly text: string
  readonly label: string
  /** How many of the last lines show at first. */
  readonly lines?: number | undefined
}

/** Colour codes carry nothing here, other escapes are spelled out as what they are. */
const colors = new RegExp(`${String.fromCodePoint(0x1b)}\\[[0-9;]*m`, 'g')

/** The end of a program's output, with the rest one press away. */
export function OutputText({ text, label, lines = 12 }: OutputTextProps) {
  const [whole, setWhole] = useState(false)
  const plain = text.replace(colors, '')
  const { hidden, text: end } = lastLines(plain, lines)
  return (
    <div className="flex flex-col items-start gap-1">
      {hidden > 0 && (
        <Button kind="quiet" size="small" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? `Only the last ${lines} lines` : `${plural(hidden, 'line')} before`}
        </Button>
      )}
      <Scroller label={label} className="max-h-[50vh] w-full rounded border border-line bg-bg">
        <pre className="w-max min-w-full px-2.5 py-1.5 leading-normal">{visibleText(whole ? plain : end)}</pre>
      </Scroller>
    </div>
  )
}
