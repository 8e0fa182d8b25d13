import { useDesktop } from '../../client/desktop.ts'
import { useChange } from '../../client/use-change.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { SettingRow } from './setting-row.tsx'

/** Only a desktop window can be quit; a browser tab leaves the host running anyway. */
export function QuitSetting() {
  const desktop = useDesktop()
  const { settings, failure, change } = useChange()
  if (desktop === null) return null
  return (
    <SettingRow
      title="When the last window closes"
      hint="With threads at work they go on without a window, or are parked and can be taken up again."
      failure={failure}
    >
      <Segmented
        label="When the last window closes"
        value={settings.onQuit}
        choices={[
          { value: 'ask', title: 'Ask' },
          { value: 'background', title: 'Keep running' },
          { value: 'park', title: 'Park' },
        ]}
        onChange={(onQuit) => void change({ onQuit })}
      />
    </SettingRow>
  )
}
