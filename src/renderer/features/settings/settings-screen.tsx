import { Scroller } from '../../ui/scroller.tsx'
import { AppearanceSettings } from './appearance-settings.tsx'
import { ExecutorsSetting } from './executors-setting.tsx'
import { HostSettings, SettingsFileNote } from './host-settings.tsx'
import { LimitSettings } from './limit-settings.tsx'
import { NoticeSettings } from './notice-settings.tsx'
import { ProjectSettings } from './project-settings.tsx'
import { QuitSetting } from './quit-setting.tsx'
import { SettingGroup } from './setting-row.tsx'

/** What a person sets. Every change holds at once; there is nothing to save. */
export function SettingsScreen() {
  return (
    <Scroller label="Settings" className="flex-1">
      <div className="mx-auto flex w-full max-w-190 flex-col gap-6 px-6 pt-5 pb-10">
        <header>
          <h1 className="text-15 font-bold">Settings</h1>
          <p className="text-muted">Every change holds at once, in all windows.</p>
        </header>
        <SettingsFileNote />
        <AppearanceSettings />
        <SettingGroup title="Work">
          <ExecutorsSetting />
          <QuitSetting />
        </SettingGroup>
        <LimitSettings />
        <NoticeSettings />
        <ProjectSettings />
        <HostSettings />
      </div>
    </Scroller>
  )
}
