import type { Command } from 'commander'
import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'
import type { OutboundId } from '../../../../shared/kernel/ids.ts'
import { outboundLines } from '../../answers/automation-lines.ts'
import { refuse } from '../../attach/failure-exit.ts'
import type { CliContext, CommonOptions, OpenContext } from '../context.ts'
import { withHost } from '../with-host.ts'

interface RefuseFlags extends CommonOptions {
  readonly because?: string
}

/** What is to be written outside this machine, and waits for a person's yes. */
export function addOutbound(program: Command, open: OpenContext): void {
  const outbound = program
    .command('outbound')
    .description('list what is to be written outside this machine and waits for your yes')
    .action((flags: CommonOptions) => act(open(flags), null))

  outbound
    .command('approve <id>')
    .description('write it, once, exactly as it is listed')
    .action(function approve(this: Command, id: string) {
      const payload = { outbound: id as OutboundId }
      return act(open(this.optsWithGlobals<CommonOptions>()), { type: 'outbound.approve', payload })
    })
  outbound
    .command('refuse <id>')
    .description('never write it')
    .option('--because <text>', 'why, for the record')
    .action(function deny(this: Command, id: string) {
      const flags = this.optsWithGlobals<RefuseFlags>()
      const reason = flags.because === undefined ? {} : { reason: flags.because }
      return act(open(flags), { type: 'outbound.refuse', payload: { outbound: id as OutboundId, ...reason } })
    })
  outbound
    .command('retry <id>')
    .description('try one again that failed')
    .action(function retry(this: Command, id: string) {
      const payload = { outbound: id as OutboundId }
      return act(open(this.optsWithGlobals<CommonOptions>()), { type: 'outbound.retry', payload })
    })
}

type About = Extract<PublicCommand, { type: `outbound.${string}` }>

async function act(context: CliContext, command: About | null): Promise<void> {
  await withHost(context, async (session) => {
    if (command !== null) {
      const { outbound } = command.payload
      if (session.model.outbound.get(outbound) === undefined) {
        refuse(
          'outbound-unknown',
          `Nothing waits under ${outbound}. Nothing was done.`,
          'List them: switchyard outbound',
        )
      }
      await session.send(command)
    }
    const rows = [...session.model.outbound.values()]
    context.output.answer({ outbound: rows }, () => outboundLines(rows))
  })
}
