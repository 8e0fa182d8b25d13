import * as reads from './reads.ts'
import type { Session } from './session.ts'
import type { Answer, Question, StoreCall } from './wire.ts'
import * as writes from './writes.ts'

const answers: { readonly [Call in StoreCall]: (session: Session, body: Question<Call>) => Answer<Call> } = {
  load: reads.load,
  states: reads.states,
  archived: reads.archived,
  group: reads.group,
  receipts: reads.receipts,
  events: reads.events,
  recent: reads.recent,
  track: reads.track,
  tail: reads.tail,
  changes: reads.changes,
  commit: writes.commit,
  intend: writes.intend,
  append: writes.append,
  kept: reads.kept,
  keep: writes.keep,
  payload: reads.payload,
  keepPayloads: writes.keepPayloads,
  expirePayloads: writes.expirePayloads,
  damaged: (session, { detail }) => void session.damage(detail),
  close: (session, { clean }) => void session.close(clean),
}

export function answer<Call extends StoreCall>(session: Session, call: Call, body: Question<Call>): Answer<Call> {
  return answers[call](session, body)
}
