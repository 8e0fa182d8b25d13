import type { DomainEvent } from '../../../shared/domain/event.ts'

/** One event in plain words. `detail` is a stranger's text or a name, to be made visible where it is shown. */
export interface EventWords {
  readonly text: string
  readonly detail: string | null
  /** Says how work goes on rather than why a state changed. */
  readonly minor?: true
}

export type WordsFor<Types extends DomainEvent['type'] = DomainEvent['type']> = {
  readonly [Type in Types]: (event: Extract<DomainEvent, { type: Type }>) => EventWords
}

export function say(text: string, detail: string | null = null): EventWords {
  return { text, detail }
}
