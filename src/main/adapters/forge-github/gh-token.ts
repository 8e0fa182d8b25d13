import type { Readable } from 'node:stream'
import type { Clock } from '../../ports/clock.ts'
import type { ProcessPort } from '../../ports/process.ts'

const limitMs = 10_000
const graceMs = 500
/** What the program needs to find its settings and the keychain; tokens of the environment are looked at without it. */
const passed = [
  'PATH',
  'HOME',
  'LANG',
  'XDG_CONFIG_HOME',
  'GH_CONFIG_DIR',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
  'APPDATA',
  'LOCALAPPDATA',
  'SystemRoot',
]

/** The token that GitHub's own program keeps for a server; null where there is no such program or token. */
export async function tokenOfGh(
  host: string,
  {
    clock,
    environment,
    processes,
  }: {
    readonly processes: Pick<ProcessPort, 'spawn'>
    readonly clock: Clock
    readonly environment: Readonly<Record<string, string | undefined>>
  },
): Promise<string | null> {
  if (!/^[a-z0-9.-]+$/.test(host)) return null
  const env = Object.fromEntries(
    passed.flatMap((name) => {
      const value = environment[name]
      return value === undefined ? [] : [[name, value] as const]
    }),
  )
  const spawned = await processes.spawn({
    file: 'gh',
    args: ['auth', 'token', '--hostname', host],
    cwd: '/',
    env: { ...env, GH_PROMPT_DISABLED: '1', GH_NO_UPDATE_NOTIFIER: '1' },
  })
  if (!spawned.ok) return null
  const { exited, stderr, stdin, stdout, terminate } = spawned.value
  stdin.end()
  stderr.resume()
  const text = readShort(stdout)
  const cancel = clock.after(limitMs, () => void terminate(graceMs))
  const { code } = await exited
  cancel()
  return code === 0 ? (await text).trim() || null : null
}

async function readShort(stream: Readable): Promise<string> {
  let text = ''
  for await (const chunk of stream) text = `${text}${chunk}`.slice(0, 2000)
  return text
}
