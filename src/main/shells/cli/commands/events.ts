import type { Command } from 'commander'
import type { StoredEvent } from '../../../../shared/domain/event.ts'
import { failedCall } from '../../attach/failed-call.ts'
import { ensureHost } from '../../attach/host-access.ts'
import type { CliContext, CommonOptions, OpenContext } from '../context.ts'
import { wholeNumber } from '../whole-number.ts'
import { withReader } from '../with-host.ts'

interface EventFlags extends CommonOptions {
  readonly after: number
  readonly follow?: boolean
}

export function addEvents(program: Command, open: OpenContext): void {
  program
    .command('events')
    .description('print the event log, one event a line')
    .option('--after <sequence>', 'only events after this sequence', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
    .option('--follow', 'go on with what happens')
    .action((flags: EventFlags) => {
      const context = open(flags)
      return flags.follow ? follow(context, flags.after) : printStored(context, flags.after)
    })
}

function printStored(context: CliContext, after: number): Promise<void> {
  return withReader(context, async (reader) => {
    for await (const page of reader.events(after)) await print(context, page)
  })
}

async function follow(context: CliContext, after: number): Promise<void> {
  const client = await ensureHost(context.place)
  const signal = context.takeSignals()
  signal.addEventListener('abort', () => client.close(), { once: true })
  try {
    for await (const page of await client.api.model.log({ after, follow: true })) await print(context, page.events)
  } catch (error) {
    if (!signal.aborted) await failedCall(client, error)
  } finally {
    client.close()
  }
}

async function print(context: CliContext, events: readonly StoredEvent[]): Promise<void> {
  for (const { event, ...envelope } of events) {
    context.output.line({ ...envelope, ...event }, () => `${envelope.sequence} ${event.type} ${event.id}`)
  }
  await context.output.drained()
}
