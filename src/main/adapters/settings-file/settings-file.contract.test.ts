import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { settingsContract } from '../../ports/testing/settings.contract.ts'
import { systemClock } from '../clock/system-clock.ts'
import { openSettingsFile } from './settings-file.ts'

settingsContract('in a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sy-settings-'))
  const open = () => openSettingsFile({ file: join(folder, 'settings.json'), clock: systemClock, taken: ['known'] })
  let settings = await open()
  return {
    settings,
    reopen: async () => {
      await settings.close()
      settings = await open()
      return settings
    },
    dispose: async () => {
      await settings.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
})
