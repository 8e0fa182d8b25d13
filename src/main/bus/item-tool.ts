import type { Command } from '../../shared/domain/command.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Item, ItemState } from '../../shared/domain/team/state.ts'
import { oneLine } from '../../shared/domain/thread/quoted.ts'
import type { ItemId } from '../../shared/kernel/ids.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { ToolInvocation } from '../engine/tool.ts'
import type { ToolAnswer } from '../ports/tools.ts'
import type { BusEngine } from './bus-engine.ts'
import { perform } from './perform.ts'
import { failed, told } from './send.ts'

/** Sends a command about an entry, and answers with how the entry stands after it. */
export async function changeItem(
  engine: BusEngine,
  { key, thread }: Pick<ToolInvocation, 'key' | 'thread'>,
  change: { readonly item: string; readonly command: Command },
): Promise<ToolAnswer> {
  const done = await perform(engine, { thread, key }, change.command)
  if (!done.ok) return failed(done.error)
  const item = engine.model.item.get(change.item)
  return told(item === undefined ? { item: change.item } : itemSeen(item))
}

export const asItem = (id: string) => id as ItemId

export function itemSeen({ assigned, id, returned, state, title }: Item): JsonObject {
  return {
    item: id,
    title: oneLine(title).slice(0, 120),
    state: state.kind,
    ...(ownerOf(state) === null ? {} : { by: ownerOf(state) }),
    ...(assigned === null ? {} : { assigned }),
    ...(returned === null || state.kind !== 'open' ? {} : { returned: oneLine(returned).slice(0, 100) }),
  }
}

function ownerOf(state: ItemState): string | null {
  return 'by' in state ? state.by : null
}

/** Those of a cluster, in the order of the list. */
export function itemsOf(model: Model, cluster: string): readonly Item[] {
  const items = [...model.item.within(cluster)].filter(({ state }) => state.kind !== 'removed')
  return items.sort((a, b) => a.order - b.order)
}
