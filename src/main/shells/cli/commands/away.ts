import type { Command } from 'commander'
import { checkLines } from '../check-lines.ts'
import type { CommonOptions, OpenContext } from '../context.ts'
import { runNamed } from '../run-at-rest.ts'
import { withReader } from '../with-host.ts'

export function addAway(program: Command, open: OpenContext): void {
  program
    .command('away [runs...]')
    .description('check before you leave what may stop these runs (all that are not over) while nobody is there')
    .action((ids: readonly string[], flags: CommonOptions) => {
      const context = open(flags)
      return withReader(context, async (reader) => {
        const checks = await reader.preflight(ids.map((id) => runNamed(reader.model, id).id))
        context.output.answer({ checks }, () => checkLines(checks))
      })
    })
}
