import { type Decide, events, refuse } from '../../decision.ts'
import type { Model } from '../../model.ts'
import { cleaned } from '../../peers/cleaned.ts'
import { idTaken } from '../../thread/id-taken.ts'
import { oneLine } from '../../thread/quoted.ts'
import { ownersOf, speakerOf } from '../find.ts'
import { type Item, itemLimits } from '../state.ts'
import { wrongTexts } from '../texts.ts'

export const decideAddItem: Decide<'item.add'> = (model, { assign, by, cluster: id, detail, item, title }) => {
  const cluster = model.cluster.get(id)
  if (cluster?.state.kind !== 'team') {
    return refuse('not-a-team', 'There is no such team; nothing was added.', 'Only teams have a shared list.')
  }
  const speaker = speakerOf(model, by, id)
  if (!speaker.ok) return speaker
  if (model.item.get(item) !== undefined) return idTaken(item)
  const refused = wrongTexts({ title, detail }, by !== null)
  if (refused !== null) return refused
  const listed = listOf(model, id)
  if (listed.length >= itemLimits.ofCluster) {
    const message = `The list has ${itemLimits.ofCluster} items; nothing was added.`
    return refuse('list-full', message, 'Have some of them done or removed first.')
  }
  if (assign !== undefined && !ownersOf(model, id).some((owner) => owner.id === assign)) {
    return refuse('not-in-team', `${assign} is not in the team; nothing was added.`, 'Assign it to one of the team.')
  }
  const order = Math.max(0, ...listed.map((one) => one.order)) + 1
  const texts = { title: oneLine(cleaned(title)), detail: cleaned(detail) }
  return events(
    { type: 'item.added', id: item, cluster: id, project: cluster.project, ...texts, addedBy: by, order },
    ...(assign === undefined ? [] : [{ type: 'item.assigned', id: item, to: assign, by } as const]),
  )
}

function listOf(model: Model, cluster: string): readonly Item[] {
  return [...model.item.within(cluster)].filter(({ state }) => state.kind !== 'removed')
}
