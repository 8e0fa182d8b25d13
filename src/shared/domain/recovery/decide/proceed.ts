import { type Decide, nothing } from '../../decision.ts'

export const decideProceed: Decide<'recovery.proceed'> = () => nothing
