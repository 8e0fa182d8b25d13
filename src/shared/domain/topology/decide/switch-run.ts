import { type Decide, nothing } from '../../decision.ts'

export const decideSwitchRun: Decide<'run.switch'> = () => nothing
