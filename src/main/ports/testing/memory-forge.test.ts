import { ForgeWorld } from './fake-github/world.ts'
import { forgeContract } from './forge.contract.ts'
import { MemoryForge } from './memory-forge.ts'

forgeContract('in memory', async () => {
  let now = 1_800_000_000_000
  const world = new ForgeWorld(() => now)
  world.addToken('memory')
  world.addRepository('acme/payments')
  return {
    forge: new MemoryForge(world),
    world,
    token: 'memory',
    pass: (ms) => {
      now += ms
    },
    dispose: async () => undefined,
  }
})
