import type { DomainEvent } from '../../../src/shared/domain/event.ts'
import { LineProcess } from './line-process.ts'
import type { CliCall } from './run-cli.ts'

type EventType = DomainEvent['type']
export type EventLine<Type extends EventType = EventType> = Extract<DomainEvent, { type: Type }> & {
  readonly sequence: number
  readonly at: number
  readonly actor: string
}

/** `switchyard events --follow`, and waiting for what it says. */
export class EventStream {
  readonly #process: LineProcess

  constructor(call: CliCall) {
    this.#process = new LineProcess(call)
  }

  get events(): readonly EventLine[] {
    return this.#process.lines as readonly object[] as readonly EventLine[]
  }

  /** The nth event of a type, of one instance. Counted from the stream's beginning, so that none is missed. */
  event<Type extends EventType>(type: Type, id: string, nth = 1): Promise<EventLine<Type>> {
    return this.#process.find(`${type} of ${id}, number ${nth}`, () => this.all(type, id)[nth - 1])
  }

  all<Type extends EventType>(type: Type, id?: string): readonly EventLine<Type>[] {
    return this.events.filter(
      (event) => event.type === type && (id === undefined || event.id === id),
    ) as EventLine<Type>[]
  }

  find<Value>(what: string, find: (events: readonly EventLine[]) => Value | undefined): Promise<Value> {
    return this.#process.find(what, () => find(this.events))
  }

  end(): Promise<number | null> {
    return this.#process.end()
  }
}
