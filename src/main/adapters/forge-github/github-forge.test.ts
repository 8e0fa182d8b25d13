import { forgeContract } from '../../ports/testing/forge.contract.ts'
import { openForge } from './testing/open-forge.ts'

forgeContract('GitHub, on loopback', async () => {
  const { close, forge, pass, world } = await openForge({ GH_TOKEN: 'planted-token-of-the-test' })
  world.addRepository('acme/payments')
  return { forge, world, pass, token: 'planted-token-of-the-test', dispose: close }
})
