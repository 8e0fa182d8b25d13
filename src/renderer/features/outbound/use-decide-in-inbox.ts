import type { Outbound } from '../../../shared/domain/outbound/state.ts'
import { useKept } from '../../client/kept.ts'
import { navigate } from '../../client/navigation.ts'

/** Goes to where something that waits to be written outside is decided. */
export function useDecideInInbox(): (outbound: Pick<Outbound, 'id'>) => void {
  const [, select] = useKept<string>('inbox.selected', '')
  return ({ id }) => {
    select(`outbound/${id}`)
    navigate({ screen: 'inbox' })
  }
}
