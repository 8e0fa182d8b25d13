import { StringDecoder } from 'node:string_decoder'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { Bridge } from '../../adapters/mcp/bridge.ts'

/** Offers the host's tools over standard input and output, to agents that can't reach a server by HTTP. */
const { SWITCHYARD_TOOLS_TOKEN: token, SWITCHYARD_TOOLS_URL: url } = process.env

/** A line longer than this is no message of an agent's. */
const longestLine = 8 * 1024 * 1024

function end(code: number, message = ''): void {
  process.stderr.write(message, () => process.exit(code))
}

function carry(from: { readonly url: string; readonly token: string }): void {
  const write = (line: string) => new Promise<void>((resolve) => process.stdout.write(`${line}\n`, () => resolve()))
  const bridge = new Bridge({ ...from, clock: systemClock, write })
  const decoder = new StringDecoder('utf8')
  let rest = ''
  process.stdin.on('data', (chunk: Buffer) => {
    const lines = `${rest}${decoder.write(chunk)}`.split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > longestLine) end(1, 'A message is too long.\n')
    for (const line of lines) bridge.take(line)
  })
  process.stdin.once('end', () => {
    bridge.take(rest)
    void bridge.drained().then(() => end(0))
  })
  // Nobody reads any more: the agent is gone.
  process.stdout.once('error', () => end(0))
}

if (url === undefined || token === undefined) {
  end(2, 'This program is started by Switchyard, with SWITCHYARD_TOOLS_URL and SWITCHYARD_TOOLS_TOKEN.\n')
} else carry({ url, token })
