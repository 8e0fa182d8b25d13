import type { Command } from 'commander'
import { systemClock } from '../../../adapters/clock/system-clock.ts'
import { checkLines } from '../../answers/check-lines.ts'
import { digestLines, sinceTime } from '../../answers/digest-lines.ts'
import type { CommonOptions, OpenContext } from '../context.ts'
import { runNamed } from '../run-at-rest.ts'
import { UsageError } from '../usage-error.ts'
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

  program
    .command('digest')
    .description('tell what happened while you were away, and what waits for you')
    .option('--since <time>', 'a time like 2026-11-20T18:00, or how long ago: 90m, 8h, 2d', '12h')
    .action((flags: CommonOptions & { readonly since: string }) => {
      const context = open(flags)
      const since = sinceTime(flags.since, systemClock.now())
      if (since === null) throw new UsageError('Give --since as a time like 2026-11-20T18:00, or as 90m, 8h or 2d.')
      return withReader(context, async (reader) => {
        const digest = await reader.digest(since)
        context.output.answer(digest, () => digestLines(reader.model, digest))
      })
    })
}
