import { type Decide, nothing } from '../../decision.ts'

export const decidePublishFinding: Decide<'finding.publish'> = () => nothing
