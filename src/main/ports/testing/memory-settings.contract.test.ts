import { MemorySettings } from './memory-settings.ts'
import { settingsContract } from './settings.contract.ts'

settingsContract('in memory', async () => {
  const settings = new MemorySettings(['known'])
  return {
    settings,
    reopen: async () => new MemorySettings(['known'], settings.current),
    dispose: () => settings.close(),
  }
})
