import { z } from 'zod'
import type { Refusal } from '../../../shared/domain/decision.ts'
import type { ItemId, ThreadId } from '../../../shared/kernel/ids.ts'
import type { Result } from '../../../shared/kernel/result.ts'
import type { Tool } from '../../engine/tool.ts'
import type { BusEngine } from '../bus-engine.ts'
import { defineTool } from '../define-tool.ts'
import { idField, peerField, textField } from '../fields.ts'
import { findPeer } from '../find-peer.ts'
import { asItem } from '../item-tool.ts'
import { toMembers } from '../offered.ts'
import { type Caller, perform } from '../perform.ts'
import { sayTo } from '../say.ts'
import { failed } from '../send.ts'
import type { BusServices } from '../services.ts'

/** Passes on what one thread began to another, with an entry of the shared list where it is one. */
export function handOver({ engine }: BusServices): Tool {
  return defineTool({
    name: 'hand_over',
    title: 'Hand work over',
    description:
      'Asks a peer to go on with something that you began, and tells it what it must know. With “item” the entry of the shared list is given back and only that peer may take it. It can’t see your files, only your words and what has landed.',
    input: z.strictObject({
      to: peerField,
      text: textField('How far it is, what is left, and where things are.'),
      item: idField('Id of the entry of the shared list.').optional(),
    }),
    offered: toMembers,
    async run({ item, text, to }, { key, model, thread }) {
      const peer = findPeer(model, thread, to)
      if (!peer.ok) return failed(peer.error)
      if (item !== undefined) {
        const given = await reassign(engine, { thread, key }, { item: asItem(item), to: peer.value.id })
        if (!given.ok) return failed(given.error)
      }
      const about = item === undefined ? {} : { item: asItem(item) }
      return sayTo(engine, { thread, key }, { to: [peer.value], kind: 'request', text, ...about })
    },
  })
}

async function reassign(
  engine: BusEngine,
  { key, thread }: Caller,
  { item, to }: { readonly item: ItemId; readonly to: ThreadId },
): Promise<Result<unknown, Refusal>> {
  const state = engine.model.item.get(item)?.state
  if (state?.kind === 'claimed' && state.by === thread.id) {
    const payload = { by: thread.id, item, because: 'It is handed over.' }
    const released = await perform(engine, { thread, key, part: 'release' }, { type: 'item.release', payload })
    if (!released.ok) return released
  }
  const payload = { by: thread.id, item, to }
  return perform(engine, { thread, key, part: 'assign' }, { type: 'item.assign', payload })
}
