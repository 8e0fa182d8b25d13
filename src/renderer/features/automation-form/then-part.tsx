import { useState } from 'react'
import { automationTitle } from '../../../shared/domain/automation/title.ts'
import { outboundRule } from '../../../shared/domain/permission/holds.ts'
import { isObject } from '../../lib/form-change.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Menu } from '../../ui/menu.tsx'
import { Select } from '../../ui/select.tsx'
import { AddButton, Chip, Chips } from './chip.tsx'
import { FormRow, type PartProps } from './part.tsx'
import { askWords, plainSteps, stepWords } from './part-words.ts'
import { policyOf } from './policy-fields.ts'

export interface ThenPartProps extends PartProps {
  /** Names of the others that it could start. */
  readonly others: readonly string[]
}

const stepHints: Readonly<Record<string, string>> = {
  review: 'What it did waits for your review, as any work does.',
  notify: 'A notice says that it is done.',
  comment:
    'What it found is written where the event came from. You see and approve it first, unless a rule lets it go.',
  'pull-request':
    'Its branch is pushed and a pull request opened. You see and approve it first, unless a rule lets it go.',
}

/** What is done when a dispatch has come to rest. */
export function ThenPart({ fields, others, change }: ThenPartProps) {
  const [added, setAdded] = useState<number | null>(null)
  // `then` is what the file calls it.
  const given = fields.then
  const steps = Array.isArray(given) ? given : []
  const policy = policyOf(isObject(fields.dispatch) ? fields.dispatch.permissions : undefined)
  const free = (tool: string) => outboundRule(policy ?? undefined, tool) !== null
  const path = (at: number) => ['then', at]
  const add = (value: string | { readonly start: string }) => {
    setAdded(typeof value === 'string' ? null : steps.length)
    change(steps.length === 0 ? { path: ['then'], value: [value] } : { path: path(steps.length), value })
  }
  const remove = (at: number) => change(steps.length === 1 ? { path: ['then'] } : { path: path(at) })
  return (
    <FormRow label="Then">
      <Chips>
        {steps.map((step, at) => {
          const words = visibleLine(`${stepWords(step, automationTitle)}${askWords(step, free)}`)
          return (
            <Chip
              key={`${typeof step === 'string' ? step : 'start'} ${steps.slice(0, at).filter((one) => one === step).length}`}
              title={words}
              fresh={at === added}
              onRemove={() => remove(at)}
              editor={
                isObject(step) ? (
                  <StartEditor
                    value={typeof step.start === 'string' ? step.start : ''}
                    others={others}
                    onChange={(name) => change({ path: [...path(at), 'start'], value: name })}
                  />
                ) : (
                  <p className="text-muted">
                    {stepHints[typeof step === 'string' ? step : ''] ?? 'This host knows no such step.'}
                  </p>
                )
              }
            >
              {words}
            </Chip>
          )
        })}
        <Menu
          trigger={<AddButton label="Add a step" />}
          groups={[
            plainSteps
              .filter(({ value }) => !steps.includes(value))
              .map(({ value, title }) => ({ id: value, title, run: () => add(value) })),
            [
              {
                id: 'start',
                title: 'Start another automation',
                blocked: others.length === 0 ? 'There is no other one.' : null,
                run: () => add({ start: others[0] ?? '' }),
              },
            ],
          ]}
        />
      </Chips>
    </FormRow>
  )
}

interface StartEditorProps {
  readonly value: string
  readonly others: readonly string[]
  readonly onChange: (name: string) => void
}

function StartEditor({ value, others, onChange }: StartEditorProps) {
  const names = others.includes(value) || value === '' ? others : [...others, value]
  return (
    <div className="flex flex-col items-start gap-1.5">
      <Select
        label="Automation"
        showLabel
        value={value}
        options={names.map((name) => ({ value: name, title: visibleLine(automationTitle(name)) }))}
        onChange={onChange}
      />
      <p className="text-12 text-muted">
        It is told of the finished run. One that would start itself again is skipped.
      </p>
    </div>
  )
}
