import type { AnyPort } from '../../../shared/contract/port-flow.ts'
import type { StoredEvent } from '../../../shared/domain/event.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { HostApi } from '../attach/host-client.ts'

/** The host behind the windows: this process's own, or another that owns the data folder. */
export interface DesktopHost {
  readonly kind: 'own' | 'attached'
  readonly model: Model
  /** What a client may ask, asked by the shell itself. */
  readonly api: HostApi
  /** Resolves when it is over: asked to end by a client, or gone. */
  readonly over: Promise<void>
  /** Speaks the contract over a port of a page's until either side closes it; the returned function closes it. */
  serve(port: AnyPort): () => void
  /** Calls the listener after each change of the model, with the events where they are known. */
  follow(listener: (events: readonly StoredEvent[]) => void): () => void
  /** Ends an own host in order, or leaves another one. */
  close(): Promise<void>
}
