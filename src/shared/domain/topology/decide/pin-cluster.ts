import { type Decide, nothing } from '../../decision.ts'

export const decidePinCluster: Decide<'cluster.pin'> = () => nothing
