import { type Decide, events, nothing } from '../../decision.ts'
import { couplingNamed } from '../find.ts'

/** A person says that a pair doesn't matter: nothing is proposed for it until it conflicts in something new. */
export const decideIgnoreCoupling: Decide<'coupling.ignore'> = (model, payload) => {
  const found = couplingNamed(model, payload.coupling)
  if (!found.ok) return found
  const { id, standing } = found.value
  if (standing.kind === 'ignored' && standing.because === undefined) return nothing
  return events({ type: 'coupling.stood', id, standing: { kind: 'ignored' } })
}
