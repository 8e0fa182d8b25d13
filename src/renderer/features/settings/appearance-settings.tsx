import { useChange } from '../../client/use-change.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { SettingGroup, SettingRow } from './setting-row.tsx'

export function AppearanceSettings() {
  return (
    <SettingGroup title="Appearance">
      <ThemeSetting />
      <DensitySetting />
    </SettingGroup>
  )
}

function ThemeSetting() {
  const { settings, failure, change } = useChange()
  return (
    <SettingRow
      title="Theme"
      hint="Colours of every window. The system’s choice follows it as it changes."
      failure={failure}
    >
      <Segmented
        label="Theme"
        value={settings.theme}
        choices={[
          { value: 'system', title: 'System' },
          { value: 'dark', title: 'Dark' },
          { value: 'light', title: 'Light' },
        ]}
        onChange={(theme) => void change({ theme })}
      />
    </SettingRow>
  )
}

function DensitySetting() {
  const { settings, failure, change } = useChange()
  return (
    <SettingRow
      title="Density"
      hint="How tall the rows of the board are: compact shows the most threads."
      failure={failure}
    >
      <Segmented
        label="Density"
        value={settings.density}
        choices={[
          { value: 'compact', title: 'Compact' },
          { value: 'comfortable', title: 'Comfortable' },
        ]}
        onChange={(density) => void change({ density })}
      />
    </SettingRow>
  )
}
