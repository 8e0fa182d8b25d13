import { z } from 'zod'
import { outboundLimits } from '../domain/outbound/state.ts'
import type { AutomationId, FiringId, OutboundId, ProjectId } from '../kernel/ids.ts'
import { command } from './command-shape.ts'
import { idOf, nameOf } from './envelope.ts'

const automation = nameOf<AutomationId>()
const firing = nameOf<FiringId>()
const outbound = nameOf<OutboundId>()
const project = idOf<ProjectId>()

/** What a person may ask for about automations, and about what is to be written outside this machine. */
export const automationCommand = z.discriminatedUnion('type', [
  command('automation.switch', { automation, on: z.boolean() }),
  command('automation.accept', { automation, revision: z.string().max(200) }),
  command('automation.pause', { project, paused: z.boolean() }),
  command('automation.stop-all', { project }),
  command('firing.release', { firing }),
  command('firing.drop', { firing }),
  command('outbound.approve', {
    outbound,
    text: z.string().min(1).max(outboundLimits.text).optional(),
    title: z.string().min(1).max(outboundLimits.title).optional(),
  }),
  command('outbound.refuse', { outbound, reason: z.string().max(1000).optional() }),
  command('outbound.retry', { outbound }),
])
