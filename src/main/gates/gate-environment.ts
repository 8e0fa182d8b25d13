import type { ThreadId } from '../../shared/kernel/ids.ts'

/** Nothing else of the host's environment reaches a gate: it may hold secrets. */
const handedOn = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'USER', 'LOGNAME']

export function gateEnvironment(
  host: Readonly<Record<string, string | undefined>>,
  thread: ThreadId,
): Readonly<Record<string, string>> {
  const known = handedOn.flatMap((name) => {
    const value = host[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { PATH: '/usr/local/bin:/usr/bin:/bin', ...Object.fromEntries(known), CI: '1', SWITCHYARD_THREAD: thread }
}
