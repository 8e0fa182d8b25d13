import { ChoiceSetting } from './choice-setting.tsx'
import { SettingGroup } from './setting-row.tsx'

export function AppearanceSettings() {
  return (
    <SettingGroup title="Appearance">
      <ChoiceSetting
        field="theme"
        title="Theme"
        hint="Colours of every window. The system’s choice follows it as it changes."
        choices={[
          { value: 'system', title: 'System' },
          { value: 'dark', title: 'Dark' },
          { value: 'light', title: 'Light' },
        ]}
      />
      <ChoiceSetting
        field="density"
        title="Density"
        hint="How tall the rows of the board are: compact shows the most threads."
        choices={[
          { value: 'compact', title: 'Compact' },
          { value: 'comfortable', title: 'Comfortable' },
        ]}
      />
    </SettingGroup>
  )
}
