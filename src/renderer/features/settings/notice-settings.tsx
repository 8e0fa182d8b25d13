import type { Settings } from '../../../shared/settings/settings.ts'
import { useDesktop } from '../../client/desktop.ts'
import { useChange } from '../../client/use-change.ts'
import { Switch } from '../../ui/checkbox.tsx'
import { SettingGroup, SettingRow } from './setting-row.tsx'

type Notice = keyof Settings['notify']

const notices: readonly { readonly notice: Notice; readonly title: string; readonly hint: string }[] = [
  {
    notice: 'needsYou',
    title: 'A thread needs you',
    hint: 'It asks for a permission, or stopped for a reason you can help with.',
  },
  { notice: 'finished', title: 'A thread is ready', hint: 'Its turn is over, and its work can be reviewed.' },
  { notice: 'failed', title: 'A thread failed', hint: 'Its agent could not start, ended early, or was refused.' },
]

/** What the system tells while the window isn't in sight. */
export function NoticeSettings() {
  const desktop = useDesktop()
  return (
    <SettingGroup title="Notifications">
      {desktop === null && (
        <SettingRow
          title="In this browser tab"
          hint="A tab shows in its title how many things wait for you, and nothing else. What is set below holds for the desktop window."
        />
      )}
      {notices.map((notice) => (
        <NoticeSetting key={notice.notice} {...notice} />
      ))}
    </SettingGroup>
  )
}

function NoticeSetting({ notice, title, hint }: (typeof notices)[number]) {
  const { settings, failure, change } = useChange()
  const turn = (on: boolean) => void change({ notify: { ...settings.notify, [notice]: on } })
  return (
    <SettingRow title={title} hint={hint} failure={failure}>
      <Switch
        className="gap-x-0"
        label={<span className="sr-only">{`Notify when: ${title}`}</span>}
        checked={settings.notify[notice]}
        onChange={turn}
      />
    </SettingRow>
  )
}
