import { useId, useState } from 'react'
import type { JsonObject, JsonValue } from '../../../shared/kernel/json.ts'
import { type Change, isObject } from '../../lib/form-change.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Menu } from '../../ui/menu.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AddButton, Chip, Chips } from './chip.tsx'
import { type EventField, knownFields } from './known-fields.ts'
import { FormRow, type PartProps } from './part.tsx'
import { filterValue, filterWords, type Test, testOf, tests, textsOf, valueText } from './part-words.ts'
import { TextsField } from './setting-control.tsx'
import { valueWords } from './setting-fields.ts'

/** What an event must be like, and when it counts as one that was there before. */
export function FiltersPart({ fields, offers, change }: PartProps) {
  const [added, setAdded] = useState<string | null>(null)
  const filters = Array.isArray(fields.if) ? fields.if : []
  const known = knownFields(fields, offers.triggers)
  const key = typeof fields.dedupe === 'string' ? fields.dedupe : null
  const add = (what: string, made: Change) => {
    setAdded(what)
    change(made)
  }
  const another = { field: known[0]?.name ?? '', is: '' }
  const once = known.some(({ name }) => name === 'number') ? '{{event.number}}' : ''
  return (
    <FormRow label="Only if">
      <Chips>
        {filters.map((filter, at) => {
          const name = `filter ${at}`
          return (
            <Chip
              key={`${name} of ${filters.length}`}
              title="Condition"
              fresh={added === name}
              onRemove={() => change({ path: ['if', at] })}
              editor={<FilterEditor filter={filter} at={at} known={known} change={change} />}
            >
              <FilterWords filter={filter} known={known} />
            </Chip>
          )
        })}
        {key !== null && (
          <Chip
            title="Only once for each"
            fresh={added === 'dedupe'}
            onRemove={() => change({ path: ['dedupe'] })}
            editor={<DedupeEditor value={key} known={known} change={change} />}
          >
            not already dispatched
          </Chip>
        )}
        <Menu
          trigger={<AddButton label="Add a condition" />}
          groups={[
            [
              {
                id: 'filter',
                title: 'A condition on the event',
                run: () => add(`filter ${filters.length}`, { path: ['if', filters.length], value: another }),
              },
              {
                id: 'dedupe',
                title: 'Only once for each',
                blocked: key === null ? null : 'It is set already.',
                run: () => add('dedupe', { path: ['dedupe'], value: once }),
              },
            ],
          ]}
        />
      </Chips>
    </FormRow>
  )
}

function FilterWords({ filter, known }: { readonly filter: JsonValue; readonly known: readonly EventField[] }) {
  const field = isObject(filter) ? filter.field : null
  const { text, value } = filterWords(filter, known.find(({ name }) => name === field)?.kind)
  return (
    <>
      {visibleLine(text)} <b className="font-medium">{visibleLine(value)}</b>
    </>
  )
}

interface FilterEditorProps extends Pick<PartProps, 'change'> {
  readonly filter: JsonValue
  readonly at: number
  readonly known: readonly EventField[]
}

const choices = Object.entries(tests).map(([value, title]) => ({ value: value as Test, title }))

function FilterEditor({ filter: value, at, known, change }: FilterEditorProps) {
  const list = useId()
  const filter: JsonObject = isObject(value) ? value : {}
  const test = testOf(filter)
  const name = typeof filter.field === 'string' ? filter.field : ''
  const field = known.find((one) => one.name === name.replace(/^event\./, ''))
  const choose = (next: Test) => {
    const texts = textsOf(filter[test])
    const kept = next === 'in' ? texts : (texts[0] ?? filter[test] ?? '')
    change({ path: ['if', at, test] }, { path: ['if', at, next], value: kept })
  }
  const typed = (text: string) => set(test === 'matches' ? text : filterValue(text, field?.kind))
  const set = (next: JsonValue) => change({ path: ['if', at, test], value: next })
  return (
    <>
      <TextField
        label="Field of the event"
        mono
        list={list}
        value={name}
        hint={field === undefined ? undefined : `${field.words}, such as ${valueWords(field.example)}`}
        onChange={(next) => change({ path: ['if', at, 'field'], value: next })}
      />
      <datalist id={list}>
        {known.map((one) => (
          <option key={one.name} value={one.name}>
            {one.words}
          </option>
        ))}
      </datalist>
      <div>
        <Segmented label="Test" value={test} choices={choices} onChange={choose} />
      </div>
      {test === 'in' ? (
        <TextsField label="Values, one per line" value={textsOf(filter.in)} onChange={set} />
      ) : (
        <TextField
          label={test === 'matches' ? 'Regular expression, found anywhere in the text' : 'Value'}
          mono={test === 'matches'}
          value={valueText(filter[test])}
          placeholder={field?.kind === 'boolean' ? 'true or false' : undefined}
          onChange={typed}
        />
      )}
    </>
  )
}

interface DedupeEditorProps extends Pick<PartProps, 'change'> {
  readonly value: string
  readonly known: readonly EventField[]
}

function DedupeEditor({ value, known, change }: DedupeEditorProps) {
  const names = known.slice(0, 6).map(({ name }) => `{{event.${name}}}`)
  return (
    <TextField
      label="Key"
      mono
      value={value}
      hint={`An event with a key that was dispatched before dispatches nothing. ${names.length === 0 ? '' : `There is ${names.join(' ')}`}`}
      onChange={(text) => change({ path: ['dedupe'], value: text })}
    />
  )
}
