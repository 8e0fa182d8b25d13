import { useState } from 'react'
import type { JsonObject } from '../../../shared/kernel/json.ts'
import { isObject } from '../../lib/form-change.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Menu } from '../../ui/menu.tsx'
import { NumberInput } from '../../ui/number-input.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AddButton, Chip, Chips } from './chip.tsx'
import { keysOf, type LimitName, limitKinds, limitWords } from './limit-words.ts'
import { FormRow, type PartProps } from './part.tsx'
import { valueWords } from './setting-fields.ts'

/** How much of it may happen, and when. */
export function LimitsPart({ fields, change }: PartProps) {
  const [added, setAdded] = useState<LimitName | null>(null)
  const limits = isObject(fields.limits) ? fields.limits : {}
  const set = limitKinds.filter(({ name }) => limitWords(name, limits) !== null)
  const unset = limitKinds.filter(({ name }) => limitWords(name, limits) === null)
  const remove = (name: LimitName) => {
    const there = keysOf(name).filter((key) => limits[key] !== undefined)
    // An empty map under `limits` says nothing, so it goes with the last of them.
    const all = Object.keys(limits).every((key) => there.includes(key))
    change(...(all ? [{ path: ['limits'] }] : there.map((key) => ({ path: ['limits', key] }))))
  }
  return (
    <FormRow label="Limits">
      <Chips>
        {set.map(({ name, title }) => (
          <Chip
            key={name}
            title={title}
            fresh={name === added}
            onRemove={() => remove(name)}
            editor={<LimitEditor name={name} limits={limits} change={change} />}
          >
            {visibleLine(limitWords(name, limits) ?? '')}
          </Chip>
        ))}
        {unset.length > 0 && (
          <Menu
            trigger={<AddButton label="Add a limit" />}
            groups={[
              unset.map(({ name, title, begin }) => ({
                id: name,
                title,
                run: () => {
                  setAdded(name)
                  change(
                    ...Object.entries(begin).map(([key, value]) => ({ path: ['limits', key], value: value ?? null })),
                  )
                },
              })),
            ]}
          />
        )}
      </Chips>
    </FormRow>
  )
}

interface LimitEditorProps extends Pick<PartProps, 'change'> {
  readonly name: LimitName
  readonly limits: JsonObject
}

function LimitEditor({ name, limits, change }: LimitEditorProps) {
  const number = (key: string, words: string, whole = false) => (
    <span className="flex items-center gap-2">
      <NumberInput
        label={words}
        whole={whole}
        value={typeof limits[key] === 'number' ? limits[key] : null}
        onChange={(value) => change(value === null ? { path: ['limits', key] } : { path: ['limits', key], value })}
      />
      <span className="text-muted">{words}</span>
    </span>
  )
  switch (name) {
    case 'parallel':
      return (
        <>
          {number('parallel', 'under way at once', true)}
          <p className="text-12 text-muted">Further ones are held, and begin when one of these comes to rest.</p>
        </>
      )
    case 'cost':
      return (
        <>
          {number('cost', 'US dollars each, as its budget')}
          {number('costPerDay', 'US dollars a day (UTC); further ones are held until the next')}
        </>
      )
    case 'cooldown':
      return (
        <TextField
          label="Pause"
          mono
          value={valueWords(limits.cooldown)}
          hint="Such as 90s, 10m, 2h or 1d. What comes about the same subject before that is skipped."
          onChange={(value) => change({ path: ['limits', 'cooldown'], value })}
        />
      )
    case 'quiet':
      return <QuietEditor limits={limits} change={change} />
  }
}

const quietThen = [
  { value: 'hold', title: 'Hold until they end' },
  { value: 'skip', title: 'Skip' },
] as const

function QuietEditor({ limits, change }: Omit<LimitEditorProps, 'name'>) {
  return (
    <>
      <TextField
        label="Hours"
        mono
        value={valueWords(limits.quiet)}
        hint="Such as 22:00-07:00, in this host's time; a zone may stand behind: 22:00-07:00 Europe/Berlin."
        onChange={(value) => change({ path: ['limits', 'quiet'], value })}
      />
      <div>
        <Segmented
          label="What comes in them"
          value={limits.quietThen === 'skip' ? 'skip' : 'hold'}
          choices={quietThen}
          onChange={(value) => change({ path: ['limits', 'quietThen'], value })}
        />
      </div>
    </>
  )
}
