import { type Decide, nothing } from '../../decision.ts'

export const decidePause: Decide<'run.pause'> = () => nothing

export const decideResume: Decide<'run.resume'> = () => nothing

export const decideStopRun: Decide<'run.stop'> = () => nothing
