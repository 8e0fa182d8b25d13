import { useDesktop } from '../../client/desktop.ts'
import { ChoiceSetting } from './choice-setting.tsx'

/** Only a desktop window can be quit; a browser tab leaves the host running anyway. */
export function QuitSetting() {
  if (useDesktop() === null) return null
  return (
    <ChoiceSetting
      field="onQuit"
      title="When the last window closes"
      hint="With threads at work they go on without a window, or are parked and can be taken up again."
      choices={[
        { value: 'ask', title: 'Ask' },
        { value: 'background', title: 'Keep running' },
        { value: 'park', title: 'Park' },
      ]}
    />
  )
}
