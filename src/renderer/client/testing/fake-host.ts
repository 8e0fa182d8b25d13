import type { ModelBatch, StateEntry } from '../../../shared/contract/channels/model.ts'
import { isSettled } from '../../../shared/domain/companions.ts'
import { aggregates } from '../../../shared/domain/model.ts'
import { Simulation } from '../../../shared/domain/testing/simulation.ts'
import { advanceTrack } from '../../../shared/domain/track/advance-track.ts'
import type { Track } from '../../../shared/domain/track/track.ts'
import type { HostApi } from '../host-api.ts'
import type { Line } from '../line/open-line.ts'
import { FakeTranscript } from './fake-transcripts.ts'
import { Wire } from './wire.ts'

/** Who is more than this many events behind gets a snapshot. */
const replays = 40

/** A host in memory: what happens in its simulation is told over every line that isn't cut. */
export class FakeHost {
  readonly simulation = new Simulation()
  readonly transcripts = new Map<string, FakeTranscript>()
  host = 'log-1'
  readonly #wires = new Set<Wire>()

  transcript(thread: string): FakeTranscript {
    const known = this.transcripts.get(thread) ?? new FakeTranscript(thread)
    this.transcripts.set(thread, known)
    return known
  }

  /** Tells everyone what happened. */
  tell(): void {
    for (const wire of this.#wires) wire.wake()
  }

  /** What a client knows: settled instances are no part of it. */
  states(): readonly StateEntry[] {
    const { model } = this.simulation
    return aggregates.flatMap((aggregate) =>
      [...model[aggregate].values()]
        .filter((state) => !isSettled(aggregate, state))
        .map((state) => ({ aggregate, id: state.id, state }) as StateEntry),
    )
  }

  track(thread: string): Track {
    const own = this.simulation.events.filter(({ event }) => event.id === thread && event.type.startsWith('thread.'))
    return own.reduce(advanceTrack, [] as Track)
  }

  connect(): { readonly line: Line; readonly wire: Wire } {
    const wire = new Wire()
    this.#wires.add(wire)
    const { promise: closed, resolve: end } = Promise.withResolvers<void>()
    const close = () => {
      this.#wires.delete(wire)
      wire.sever()
      end()
    }
    return { line: { api: this.#api(wire), closed, close }, wire }
  }

  #api(wire: Wire): HostApi {
    const unless = async <T>(answer: () => T): Promise<T> => {
      const answered = answer()
      await wire.travel()
      return answered
    }
    const api = {
      host: { info: () => unless(() => ({ readOnly: null, contract: 1, host: this.host })) },
      model: {
        watch: ({ after }: { after?: { host: string; sequence: number } }) => unless(() => this.#watch(after, wire)),
      },
      transcript: {
        page: ({ thread, limit, before }: { thread: string; limit: number; before?: number }) =>
          unless(() => this.transcript(thread).page(limit, before)),
        watch: ({ thread, after }: { thread: string; after: number }) =>
          unless(() => this.transcript(thread).watch(after, wire, replays)),
      },
      history: {
        tracks: ({ threads }: { threads: readonly string[] }) =>
          unless(() => ({
            tracks: threads.map((thread) => ({ thread, track: this.track(thread) })),
            sequence: this.simulation.events.length,
          })),
      },
    }
    return api as unknown as HostApi
  }

  async *#watch(
    after: { readonly host: string; readonly sequence: number } | undefined,
    wire: Wire,
  ): AsyncGenerator<ModelBatch, void> {
    const { events } = this.simulation
    let cursor = after?.sequence ?? 0
    if (after?.host === this.host) yield { kind: 'events', events: [], sequence: cursor }
    else cursor = yield* this.#snapshot()
    for (;;) {
      await wire.until(() => events.length > cursor)
      if (events.length - cursor > replays) {
        yield { kind: 'resync' }
        cursor = yield* this.#snapshot()
        continue
      }
      const batch = events.slice(cursor)
      cursor = events.length
      yield { kind: 'events', events: batch, sequence: cursor }
    }
  }

  *#snapshot(): Generator<ModelBatch, number> {
    const states = this.states()
    const at = { kind: 'snapshot', host: this.host, sequence: this.simulation.events.length } as const
    const half = states.length >> 1
    yield { ...at, states: states.slice(0, half), first: true, last: false }
    yield { ...at, states: states.slice(half), first: false, last: true }
    return at.sequence
  }
}
