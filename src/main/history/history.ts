import type { Model } from '../../shared/domain/model.ts'
import type { StorePort } from '../ports/store.ts'
import { readEnded } from './read-ended.ts'
import { readRunHistory } from './read-run-history.ts'
import { readThreadHistory } from './read-thread-history.ts'
import { readTracks } from './read-tracks.ts'

/** What the store has of times past, as screens ask for it. */
export function historyOf(store: StorePort, model: () => Model) {
  return {
    tracks: (query: Parameters<typeof readTracks>[1]) => readTracks(store, query),
    events: (query: Parameters<typeof readThreadHistory>[1]) => readThreadHistory(store, query),
    run: (query: Parameters<typeof readRunHistory>[2]) => readRunHistory(store, model(), query),
    ended: (query: Parameters<typeof readEnded>[1]) => readEnded(store, query),
  }
}
