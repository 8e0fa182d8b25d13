import { type Ref, useRef, useState } from 'react'
import type { PlanFileProblem } from '../../../shared/contract/channels/plans.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { fileTooLarge } from './send-plan.ts'
import { offsetOf } from './text-place.ts'

export interface FileFieldProps {
  readonly ref: Ref<HTMLTextAreaElement>
  readonly text: string
  readonly problems: readonly PlanFileProblem[]
  readonly onChange: (text: string) => void
}

/** In bytes; the host reads no more, and its contract isn't worth loading for one number. */
const largestFile = 4_000_000

/** A plan as YAML, pasted or picked, and what is wrong with it line by line. */
export function FileField({ ref, text, problems, onChange }: FileFieldProps) {
  const chosen = useRef<HTMLInputElement>(null)
  const written = useRef<HTMLDivElement>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    setTooLarge(file.size > largestFile)
    if (file.size <= largestFile) onChange(await file.text())
  }
  const go = ({ line, column }: PlanFileProblem) => {
    const area = written.current?.querySelector('textarea')
    const at = offsetOf(text, line, column)
    area?.focus()
    area?.setSelectionRange(at, at)
  }
  return (
    <div ref={written} className="flex flex-col gap-2">
      <TextArea
        ref={ref}
        label="Plan as YAML"
        bare
        mono
        spellCheck={false}
        placeholder={'goal: …\ntasks:\n  - id: first\n    brief: …'}
        value={text}
        onChange={onChange}
        className="min-h-52 leading-[1.5]"
        aria-invalid={problems.length > 0 || undefined}
      />
      <div className="flex items-center gap-2">
        <Button size="small" onClick={() => chosen.current?.click()}>
          Choose a file
        </Button>
        <span className="text-12 text-muted">or paste it here</span>
        <input
          ref={chosen}
          type="file"
          hidden
          accept=".yaml,.yml,text/yaml"
          onChange={(event) => {
            void take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </div>
      {tooLarge && <FailureNote failure={fileTooLarge} />}
      {problems.length > 0 && (
        <ul aria-label="What is wrong with the file" className="flex flex-col text-12">
          {problems.map((problem) => (
            <li key={`${problem.line} ${problem.column} ${problem.code}`} className="flex items-baseline gap-2 py-px">
              <Button kind="quiet" size="small" onClick={() => go(problem)}>
                {`Line ${problem.line}, column ${problem.column}`}
              </Button>
              <span>
                <span className="text-error">{visibleLine(problem.message)}</span>{' '}
                <span className="text-muted">{visibleLine(problem.remedy)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
