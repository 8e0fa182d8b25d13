import { useState } from 'react'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import { humanized } from '../../lib/humanized.ts'
import { Checkbox, Switch } from '../../ui/checkbox.tsx'
import { NumberInput } from '../../ui/number-input.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { textsOf } from './part-words.ts'
import { type SettingField, valueWords } from './setting-fields.ts'

export interface SettingControlProps {
  readonly field: SettingField
  readonly value: JsonValue | undefined
  /** Undefined takes the setting out. */
  readonly onChange: (value: JsonValue | undefined) => void
}

/** The control of one setting of a trigger, by what its schema says of it. */
export function SettingControl({ field, value, onChange }: SettingControlProps) {
  const { title, hint, required } = field
  const label = required ? title : `${title} (optional)`
  const shown = value ?? field.usual
  switch (field.kind) {
    case 'text':
      return (
        <TextField
          label={label}
          hint={hint ?? undefined}
          value={valueWords(value)}
          placeholder={valueWords(field.usual)}
          onChange={(text) => onChange(text === '' && !required ? undefined : text)}
        />
      )
    case 'number':
      return (
        <Line label={label} hint={hint}>
          <NumberInput
            label={title}
            value={typeof value === 'number' ? value : null}
            placeholder={valueWords(field.usual)}
            onChange={(number) => onChange(number ?? undefined)}
          />
        </Line>
      )
    case 'flag':
      return <Switch label={title} hint={hint ?? undefined} checked={shown === true} onChange={onChange} />
    case 'choice':
      return (
        <Line label={label} hint={hint}>
          <Select
            label={title}
            value={valueWords(shown)}
            options={[
              ...(required ? [] : [{ value: '', title: 'As usual' }]),
              ...field.options.map((option) => ({ value: option, title: humanized(option) })),
            ]}
            onChange={(option) => onChange(option === '' ? undefined : option)}
          />
        </Line>
      )
    case 'choices':
      return <Choices field={field} chosen={textsOf(shown)} onChange={onChange} />
    case 'texts':
      return (
        <TextsField
          label={`${label}, one per line`}
          hint={hint ?? undefined}
          value={textsOf(value)}
          onChange={(texts) => onChange(listOrNone(texts, field))}
        />
      )
    case 'other':
      return (
        <Line label={label} hint={hint}>
          <span className="text-muted">{valueWords(value) || 'Not set'}; changed in the YAML</span>
        </Line>
      )
  }
}

function listOrNone(texts: readonly string[], { required }: SettingField): JsonValue | undefined {
  return texts.length === 0 && !required ? undefined : texts
}

function Line({ label, hint, children }: { label: string; hint: string | null; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span aria-hidden className="text-12 text-muted">
        {label}
      </span>
      {children}
      {hint !== null && <p className="basis-full text-12 text-muted">{hint}</p>}
    </div>
  )
}

interface ChoicesProps {
  readonly field: Extract<SettingField, { kind: 'choice' | 'choices' }>
  readonly chosen: readonly string[]
  readonly onChange: (value: JsonValue) => void
}

function Choices({ field: { title, hint, options }, chosen, onChange }: ChoicesProps) {
  const toggled = (option: string, on: boolean) =>
    onChange(options.filter((one) => (one === option ? on : chosen.includes(one))))
  return (
    <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
      <legend className="pb-1 text-12 text-muted">{title}</legend>
      {options.map((option) => (
        <Checkbox
          key={option}
          label={humanized(option)}
          checked={chosen.includes(option)}
          onChange={(on) => toggled(option, on)}
        />
      ))}
      {hint !== null && <p className="basis-full text-12 text-muted">{hint}</p>}
    </fieldset>
  )
}

export interface TextsFieldProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
  readonly placeholder?: string | undefined
}

/** Texts, one per line. An empty line is typed, but is no text. */
export function TextsField({ label, hint, value, onChange, placeholder }: TextsFieldProps) {
  const [written, setWritten] = useState(value.join('\n'))
  const lines = linesOf(written)
  // What is changed elsewhere is shown; what is typed here stays as it is typed.
  const text = lines.join('\n') === value.join('\n') ? written : value.join('\n')
  return (
    <TextArea
      mono
      label={label}
      hint={hint}
      value={text}
      placeholder={placeholder}
      onChange={(next) => {
        setWritten(next)
        onChange(linesOf(next))
      }}
      className="max-h-40"
    />
  )
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
