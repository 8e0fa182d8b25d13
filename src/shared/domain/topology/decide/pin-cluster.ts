import { type Decide, events, nothing } from '../../decision.ts'
import { clusterNamed } from '../find.ts'

export const decidePinCluster: Decide<'cluster.pin'> = (model, { cluster: id, pinned }) => {
  const found = clusterNamed(model, id)
  if (!found.ok) return found
  return found.value.pinned === pinned ? nothing : events({ type: 'cluster.pinned', id: found.value.id, pinned })
}
