import { z } from 'zod'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { toRoles } from '../offered.ts'
import { send } from '../send.ts'
import type { BusServices } from '../services.ts'

const reason = z.strictObject({
  claim: z.string().min(1).max(1000).describe('One thing you found, in a sentence or two.'),
  citation: z
    .string()
    .min(1)
    .max(500)
    .describe('Where it can be seen: a file with its lines, or a command and what it prints.'),
})

/** What a verifier found by looking. It is shown as a judgement; only a test that the host ran proves something. */
export function submitVerdict({ engine }: BusServices): Tool {
  return defineTool({
    name: 'submit_verdict',
    title: 'Submit the verdict',
    description:
      'Says whether the work stands or is refuted, with reasons that can be looked up. Call it once, at the end. A verdict by itself is shown as a judgement; to prove that the work is wrong, hand in a failing test with submit_test.',
    input: z.strictObject({
      outcome: z.enum(['stands', 'refuted']).describe('refuted: it does not do what its brief asks for.'),
      reasons: z.array(reason).min(1).max(20),
    }),
    offered: toRoles('verifier'),
    run({ outcome, reasons }, { key, thread }) {
      const verdict = { outcome, kind: 'judged', reasons, proof: null } as const
      const payload = { by: thread.id, verdict }
      const command = { type: 'verification.report-verdict', payload } as const
      return send(engine, { thread, key, done: 'The verdict was taken in.' }, command)
    },
  })
}
