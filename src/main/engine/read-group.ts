import type { PageOf } from '../../shared/contract/channels/peers.ts'
import type { Aggregate, States } from '../../shared/domain/model.ts'
import type { StorePort } from '../ports/store.ts'

export interface GroupPageQuery {
  /** Where the page before ended; the newest where absent. */
  readonly before?: number | undefined
  readonly limit: number
}

/** Instances that belong together, live or not, in the order in which they came, newest first. */
export async function readGroup<A extends Aggregate>(
  store: Pick<StorePort, 'listGroup'>,
  of: { readonly aggregate: A; readonly group: string },
  { before, limit }: GroupPageQuery,
): Promise<PageOf<States[A]>> {
  const { rows, next } = await store.listGroup({ ...of, limit, ...(before === undefined ? {} : { before }) })
  return { rows: rows.map(({ state }) => state as unknown as States[A]), next }
}

/** One instance, live or not; null where there is none. */
export async function readState<A extends Aggregate>(
  store: Pick<StorePort, 'loadStates'>,
  key: { readonly aggregate: A; readonly id: string },
): Promise<States[A] | null> {
  const [row] = await store.loadStates([key])
  return row === undefined ? null : (row.state as unknown as States[A])
}
