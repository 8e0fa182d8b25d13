import { MemoryStore } from './memory-store.ts'
import { storeContract } from './store.contract.ts'

storeContract('the store in memory', async () => {
  const store = new MemoryStore()
  let last = store
  return {
    store,
    reopen: async () => {
      last = last.reopen()
      return last
    },
    dispose: () => last.close(),
  }
})
