import { monitorEventLoopDelay } from 'node:perf_hooks'

/** A process that does nothing beside a host: what the machine itself does to an event loop. */
const delay = monitorEventLoopDelay({ resolution: 1 })
process.on('SIGUSR2', () => {
  delay.enable()
  delay.reset()
})
process.on('SIGTERM', () => {
  process.stdout.write(`${JSON.stringify({ delay: delay.percentile(99.9) / 1e6 })}\n`, () => process.exit(0))
})
process.stdout.write(`${JSON.stringify({ event: 'ready', url: '', token: '' })}\n`)
setInterval(() => undefined, 60_000)
