import type { Capability } from '../engine/capability.ts'
import { PostedLines } from './posted-lines.ts'
import { sendOutbound } from './send-outbound.ts'
import type { OutboundServices } from './services.ts'
import { updateProgress } from './update-progress.ts'

/** Whatever is written outside this machine, each once, and only what was allowed. */
export function outboundCapability(services: OutboundServices): Capability {
  const lines = new PostedLines()
  return { reactors: [sendOutbound(services, lines), updateProgress(services, lines)], preparers: [] }
}
