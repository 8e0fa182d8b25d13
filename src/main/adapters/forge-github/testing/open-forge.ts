import { startFakeGithub } from '../../../ports/testing/fake-github/fake-github.ts'
import { ForgeWorld } from '../../../ports/testing/fake-github/world.ts'
import { createManualClock } from '../../../ports/testing/manual-clock.ts'
import { MemorySecrets } from '../../../ports/testing/memory-secrets.ts'
import { createGithubForge } from '../github-forge.ts'

const unpaced = { key: () => ({ schedule: async (_options: unknown, run: () => Promise<unknown>) => run() }) }

/** The adapter before a server on loopback whose time stands still; every token of the environment is accepted. */
export async function openForge(environment: Readonly<Record<string, string>>) {
  const clock = createManualClock()
  const world = new ForgeWorld(() => clock.now())
  for (const token of Object.values(environment)) world.addToken(token)
  const fake = await startFakeGithub(world)
  const secrets = new MemorySecrets()
  const spawned: string[] = []
  const forge = createGithubForge({
    clock,
    secrets,
    processes: {
      spawn: async ({ file }) => {
        spawned.push(file)
        return { ok: false, error: { code: 'spawn-not-found', message: 'There is none.', remedy: 'Go on.' } }
      },
    },
    environment: { ...environment, SWITCHYARD_GITHUB_API: fake.base },
    secondMs: 1,
    limiters: { write: unpaced, notifications: unpaced },
  })
  return {
    forge,
    world,
    fake,
    clock,
    secrets,
    spawned,
    pass: (ms: number) => clock.jump(ms),
    close: () => fake.close(),
  }
}
