import type { Command } from 'commander'
import { Refused } from '../../attach/failure-exit.ts'
import type { CommonOptions, OpenContext } from '../context.ts'
import { wholeNumber } from '../whole-number.ts'

interface ServeFlags extends CommonOptions {
  readonly port: number
  readonly host: string
  readonly pool?: number
  readonly untilIdle?: boolean
  readonly token: boolean
}

export function addServe(program: Command, open: OpenContext): void {
  program
    .command('serve')
    .description('run the host in the foreground; its first line of output says where it listens')
    .option('--port <n>', 'port to listen on, 0 for any free one', wholeNumber(0, 65_535), 0)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--pool <n>', 'threads that may run at once, whatever the settings say', wholeNumber(1, 1000))
    .option('--no-token', 'say neither the token nor the link for a browser, as where output is logged')
    .option('--until-idle', 'end when nothing is under way and no client is attached')
    .action(async (flags: ServeFlags) => {
      const { output, place, takeSignals } = open({ ...flags, json: true })
      const problem = (message: string, error: unknown) => {
        process.stderr.write(
          `${message}: ${error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)}\n`,
        )
      }
      // The host is most of the program, and every other command does without.
      const { serve } = await import('../../headless/serve.ts')
      const { host, pool = null, port, token: tells, untilIdle = false } = flags
      const served = await serve({
        ...place,
        host,
        pool,
        port,
        untilIdle,
        signal: takeSignals(),
        problem,
        ready: ({ page, token, ...facts }) => {
          // What a background host says goes to a file, where secrets don't belong.
          const secrets = untilIdle || !tells ? {} : { token, page }
          output.line({ event: 'ready', ...facts, ...secrets }, () => facts.url)
        },
      })
      if (!served.ok) throw new Refused(served.error)
    })
}
