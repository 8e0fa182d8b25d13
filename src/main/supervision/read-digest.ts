import type { DomainEvent, StoredEvent } from '../../shared/domain/event.ts'
import type { Model } from '../../shared/domain/model.ts'
import { type Digest, digestOf } from '../../shared/domain/supervision/digest.ts'
import type { StorePort } from '../ports/store.ts'

type Events = Pick<StorePort, 'readEvents'>

const pageEvents = 1000
/** Most of a log, and of no use to a digest. */
const passedOver: readonly DomainEvent['type'][] = ['thread.activity-changed', 'thread.usage-reported']

/** What happened since `since`, by a look at the newest part of the log alone. Times are milliseconds since the epoch. */
export async function readDigest(
  { model, store }: { readonly model: Model; readonly store: Events },
  { now, since }: { readonly now: number; readonly since: number },
): Promise<Digest> {
  const events: StoredEvent[] = []
  let after = await lastBefore(store, since)
  for (;;) {
    const page = await store.readEvents({ after, limit: pageEvents })
    const last = page.at(-1)
    if (last === undefined) return digestOf(model, events, { since, now })
    events.push(...page.filter(({ event }) => !passedOver.includes(event.type)))
    after = last.sequence
  }
}

/** Sequence of the last event before that time, 0 without one: sequences have no gaps, and times grow with them. */
async function lastBefore(store: Events, since: number): Promise<number> {
  const isBefore = async (sequence: number) => {
    const [event] = await store.readEvents({ after: sequence - 1, limit: 1 })
    return event !== undefined && event.at < since
  }
  let beyond = 1
  while (await isBefore(beyond)) beyond *= 2
  let known = beyond === 1 ? 0 : beyond / 2
  while (beyond - known > 1) {
    const middle = Math.floor((known + beyond) / 2)
    if (await isBefore(middle)) known = middle
    else beyond = middle
  }
  return known
}
