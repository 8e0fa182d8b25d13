import type { CliContext } from './context.ts'
import { ensureHost } from './host-access.ts'
import { HostSession } from './host-session.ts'
import { openReader, type Reader } from './reader.ts'

export async function withHost<Value>(
  context: CliContext,
  use: (session: HostSession) => Promise<Value>,
): Promise<Value> {
  const session = await HostSession.open(await ensureHost(context.place))
  try {
    return await use(session)
  } finally {
    await session.close()
  }
}

export async function withReader<Value>(context: CliContext, use: (reader: Reader) => Promise<Value>): Promise<Value> {
  const reader = await openReader(context.place)
  try {
    return await use(reader)
  } finally {
    await reader.close()
  }
}
