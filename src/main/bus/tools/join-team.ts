import { z } from 'zod'
import { teamOf } from '../../../shared/domain/topology/member.ts'
import type { ClusterId } from '../../../shared/kernel/ids.ts'
import type { Tool } from '../../engine/tool.ts'
import { defineTool } from '../define-tool.ts'
import { becauseField, peerField } from '../fields.ts'
import { findOther } from '../find-peer.ts'
import { toJoiners } from '../offered.ts'
import { perform } from '../perform.ts'
import { failed, idsOf, told } from '../send.ts'
import type { BusServices } from '../services.ts'

/** A thread that works alone found that it can't do so well. */
export function joinTeam({ engine }: BusServices): Tool {
  return defineTool({
    name: 'join_team',
    title: 'Ask for a team',
    description:
      'Asks to work in a team with the thread of another task, because your work and its depend on each other. By the rules of the project it happens at once or after a person said yes; go on with what you can do alone. You are told when it happens.',
    input: z.strictObject({
      peer: peerField.describe('The other one: id or title of its task in the plan, or id of its thread.'),
      because: becauseField('What you both touch, with paths, in one sentence.'),
    }),
    offered: toJoiners,
    async run({ because, peer }, { key, model, thread }) {
      const other = findOther(model, thread, peer)
      if (!other.ok) return failed(other.error)
      const cluster = idsOf(thread, key)() as ClusterId
      const payload = { by: thread.id, peer: other.value.id, because, cluster }
      const done = await perform(engine, { thread, key }, { type: 'cluster.join', payload })
      if (!done.ok) return failed(done.error)
      const team = teamOf(engine.model, thread)
      return told(team === undefined ? { state: 'proposed' } : { state: 'joined', team: team.id })
    },
  })
}
