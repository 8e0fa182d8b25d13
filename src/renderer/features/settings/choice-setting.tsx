import { useChange } from '../../client/use-change.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { SettingRow } from './setting-row.tsx'

type ChoiceField = 'theme' | 'density' | 'onQuit'
type SettingsOf = ReturnType<typeof useChange>['settings']

interface ChoiceSettingProps<Field extends ChoiceField> {
  readonly field: Field
  readonly title: string
  readonly hint: string
  readonly choices: readonly { readonly value: SettingsOf[Field]; readonly title: string }[]
}

/** A setting with a few values, all of them in sight; a press holds at once. */
export function ChoiceSetting<Field extends ChoiceField>({ field, title, hint, choices }: ChoiceSettingProps<Field>) {
  const { settings, failure, change } = useChange()
  return (
    <SettingRow title={title} hint={hint} failure={failure}>
      <Segmented
        label={title}
        value={settings[field]}
        choices={choices}
        onChange={(value) => void change({ [field]: value })}
      />
    </SettingRow>
  )
}
