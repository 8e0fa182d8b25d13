import { type Decide, nothing } from '../../decision.ts'

export const decidePlan: Decide<'run.plan'> = () => nothing
