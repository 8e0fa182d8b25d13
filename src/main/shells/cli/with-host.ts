import { systemClock } from '../../adapters/clock/system-clock.ts'
import { ensureHost } from '../attach/host-access.ts'
import { HostSession } from '../attach/host-session.ts'
import { pastAnEndingHost } from '../attach/past-an-ending-host.ts'
import type { CliContext } from './context.ts'
import { openReader } from './open-reader.ts'
import type { Reader } from './reader.ts'

/** `use` sends one command at most, after which it only waits. */
export function withHost<Value>(context: CliContext, use: (session: HostSession) => Promise<Value>): Promise<Value> {
  const attempt = async () => {
    const session = await HostSession.open(await ensureHost(context.place))
    try {
      return await use(session)
    } finally {
      await session.close()
    }
  }
  return pastAnEndingHost(attempt, systemClock)
}

export async function withReader<Value>(context: CliContext, use: (reader: Reader) => Promise<Value>): Promise<Value> {
  const reader = await pastAnEndingHost(() => openReader(context.place), systemClock)
  try {
    return await use(reader)
  } finally {
    await reader.close()
  }
}
