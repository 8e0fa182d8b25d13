import type { HostApi } from '../../client/host-api.ts'
import { openOverlay } from '../../client/overlays.ts'
import { useAnswer } from '../../client/use-answer.ts'
import { useChange } from '../../client/use-change.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { CodeText } from '../../ui/code-text.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { SettingGroup, SettingRow } from './setting-row.tsx'

const readInfo = (api: HostApi) => api.host.info()
const examine = (api: HostApi) => api.host.doctor()

/** What this installation is and where it keeps things. */
export function HostSettings() {
  const { value: info, failure } = useAnswer(readInfo)
  return (
    <SettingGroup title="This installation">
      <SettingRow
        title="Data folder"
        hint={info === null ? 'Where the host keeps everything.' : <CodeText text={info.dataFolder} />}
        failure={failure}
      >
        {info !== null && <CopyButton text={info.dataFolder} of="the path of the data folder" />}
      </SettingRow>
      <SettingRow title="Version" hint={info === null ? '' : `Switchyard ${info.version}, contract ${info.contract}`} />
      <SettingRow title="Keys" hint="Everything can be done from the keyboard.">
        <Button keys="?" showKeys onClick={() => openOverlay({ kind: 'keys' })}>
          Show the keys
        </Button>
      </SettingRow>
    </SettingGroup>
  )
}

/** Tells of a settings file that could not be understood, or holds more than this version knows. */
export function SettingsFileNote() {
  const checks = useAnswer(examine)
  const { settings, failure, change } = useChange()
  const check = checks.value?.find((one) => one.name === 'settings')
  if (check === undefined || check.state === 'ok') return null
  const write = async () => {
    if (await change({ theme: settings.theme })) checks.again()
  }
  return (
    <section aria-label="Settings file" className="border-l-[3px] border-error px-3 py-1 wrap-anywhere">
      <p>{visibleText(check.detail)}</p>
      {check.remedy !== null && <p className="text-muted">{visibleText(check.remedy)}</p>}
      <div className="mt-2 flex flex-wrap items-center gap-1.5">
        <Button tip="A file that can’t be understood is copied aside first" onClick={() => void write()}>
          Write the settings anew
        </Button>
        <Button kind="quiet" onClick={checks.again}>
          Look again
        </Button>
      </div>
      {failure !== null && <FailureNote failure={failure} className="mt-2" />}
    </section>
  )
}
