import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storeContract } from '../../ports/testing/store.contract.ts'
import { openStore } from './testing/temporary-store.ts'

storeContract('the store on SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  const file = join(folder, 'data', 'switchyard.db')
  const store = await openStore(file)
  let last = store
  return {
    store,
    reopen: async () => {
      await last.close()
      last = await openStore(file)
      return last
    },
    dispose: async () => {
      await last.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
})
