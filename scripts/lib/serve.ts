import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openerFor } from './open-address.ts'
import { print } from './print.ts'
import { readyAddress } from './ready-address.ts'
import { root } from './root.ts'

function open(address: string): void {
  const opener = openerFor(process.platform, process.env)
  if (opener === undefined) return
  const child = spawn(opener, [address], { stdio: 'ignore', detached: true })
  child.on('error', () => print(`${opener} is missing: open the address in a browser yourself.`))
  child.unref()
}

function greet(address: string): void {
  print(`Switchyard is running at ${address}`)
  print('Press Ctrl+C to stop it.')
  open(address)
}

/** The host stops in its own order; this process ends after it. A terminal signals the host itself. */
function forwardSignals(host: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!(signal === 'SIGINT' && (process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY)))
        host.kill(signal)
    })
  }
}

/** Runs the host until it ends and answers its exit code; `args` go to `switchyard serve`. */
export function serveInForeground(args: readonly string[]): Promise<number> {
  const program = join(root, 'out/main/cli.js')
  const host = spawn(process.execPath, [program, 'serve', ...args], { stdio: ['inherit', 'pipe', 'inherit'] })
  forwardSignals(host)
  createInterface({ input: host.stdout }).on('line', (line) => {
    const address = readyAddress(line)
    if (address === undefined) print(line)
    else greet(address)
  })
  return new Promise((resolve, reject) => {
    host.on('error', reject)
    host.on('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
  })
}
