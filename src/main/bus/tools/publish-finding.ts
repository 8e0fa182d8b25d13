import { z } from 'zod'
import { messageLimits } from '../../../shared/domain/peers/limits.ts'
import type { FindingId } from '../../../shared/kernel/ids.ts'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { toMembers } from '../offered.ts'
import { perform } from '../perform.ts'
import { failed, idsOf, told } from '../send.ts'
import type { BusServices } from '../services.ts'

/** What a thread found out about files that others touch. */
export function publishFinding({ engine }: BusServices): Tool {
  return defineTool({
    name: 'publish_finding',
    title: 'Publish a finding',
    description:
      'Tells whoever touches these files, now or later, what you found out about them: a trap, a broken test, a rule of the code. Only a blocker interrupts anybody.',
    input: z.strictObject({
      paths: z
        .array(z.string().min(1).max(300))
        .min(1)
        .max(messageLimits.findingPaths)
        .describe('Files or globs, relative to the project, with slashes.'),
      severity: z.enum(['note', 'warning', 'blocker']),
      text: z.string().min(1).max(messageLimits.findingText).describe('What was found, and what to do about it.'),
    }),
    offered: toMembers,
    async run({ paths, severity, text }, { key, thread }) {
      const finding = idsOf(thread, key)() as FindingId
      const payload = { by: thread.id, finding, paths, severity, text }
      const done = await perform(engine, { thread, key }, { type: 'finding.publish', payload })
      if (!done.ok) return failed(done.error)
      return told({ finding, reached: engine.model.finding.get(finding)?.reached.length ?? 0 })
    },
  })
}
