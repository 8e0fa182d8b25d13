import { useState } from 'react'
import type { TriggerView } from '../../../shared/contract/automation-views.ts'
import type { JsonValue } from '../../../shared/kernel/json.ts'
import { isObject } from '../../lib/form-change.ts'
import { humanized } from '../../lib/humanized.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Menu } from '../../ui/menu.tsx'
import { AddButton, Chip } from './chip.tsx'
import { FormRow, type PartProps } from './part.tsx'
import { SettingControl } from './setting-control.tsx'
import { settingFields, settingsLine } from './setting-fields.ts'

export interface WhenPartProps extends PartProps {
  /** By kind of trigger, its settings in the words of the host. */
  readonly when: Readonly<Record<string, string>>
}

/** What starts it: one line for each trigger, and a form for its settings behind it. */
export function WhenPart({ fields, offers, when, change }: WhenPartProps) {
  const [added, setAdded] = useState<string | null>(null)
  const on = isObject(fields.on) ? fields.on : {}
  const kinds = Object.keys(on)
  const further = offers.triggers.filter(({ kind }) => !kinds.includes(kind))
  const add = (kind: string) => {
    setAdded(kind)
    change({ path: ['on', kind], value: {} })
  }
  return (
    <FormRow label="When">
      <div className="flex min-w-0 items-start gap-1.5">
        <div className="flex min-w-0 flex-1 flex-col gap-1.5">
          {kinds.map((kind) => {
            const trigger = offers.triggers.find((one) => one.kind === kind)
            return (
              <Chip
                key={kind}
                wide
                fresh={kind === added && fieldsOf(trigger).length > 0}
                title={trigger?.title ?? visibleLine(kind)}
                onRemove={kinds.length > 1 ? () => change({ path: ['on', kind] }) : undefined}
                editor={<Settings kind={kind} trigger={trigger} value={on[kind]} change={change} />}
              >
                <TriggerWords words={when[kind]} title={trigger?.title ?? humanized(kind)} value={on[kind]} />
              </Chip>
            )
          })}
        </div>
        <div className="pt-1">
          <Menu
            align="end"
            trigger={<AddButton label="Add a trigger" />}
            groups={[further.map(({ kind, title }) => ({ id: kind, title, run: () => add(kind) }))]}
          />
        </div>
      </div>
    </FormRow>
  )
}

function TriggerWords(props: {
  readonly words: string | undefined
  readonly title: string
  readonly value?: JsonValue | undefined
}) {
  const { words, title, value } = props
  if (words !== undefined) return <>{visibleLine(words)}</>
  const settings = visibleLine(settingsLine(value))
  return (
    <>
      {visibleLine(title)}
      {settings !== '' && <span className="text-muted"> · {settings}</span>}
    </>
  )
}

interface SettingsProps extends Pick<PartProps, 'change'> {
  readonly kind: string
  readonly trigger: TriggerView | undefined
  readonly value: JsonValue | undefined
}

function Settings({ kind, trigger, value, change }: SettingsProps) {
  const settings = isObject(value) ? value : {}
  const controls = fieldsOf(trigger)
  if (trigger === undefined) return <p className="text-muted">This host knows no trigger of this name.</p>
  return (
    <>
      {controls.length === 0 && <p className="text-muted">It has no settings.</p>}
      {controls.map((field) => (
        <SettingControl
          key={field.name}
          field={field}
          value={settings[field.name]}
          onChange={(next) => {
            const path = ['on', kind, field.name]
            change(next === undefined ? { path } : { path, value: next })
          }}
        />
      ))}
      {trigger.outside && (
        <p className="text-12 text-muted">
          Its events hold texts of people outside the project: they reach an agent only as quoted data.
        </p>
      )}
    </>
  )
}

function fieldsOf(trigger: TriggerView | undefined) {
  return trigger === undefined ? [] : settingFields(trigger.settings)
}
