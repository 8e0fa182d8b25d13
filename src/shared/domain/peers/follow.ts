import type { DomainEvent } from '../event.ts'
import type { FollowUps } from '../follow-up.ts'
import type { Model } from '../model.ts'
import { childrenOf } from '../run/own-runs.ts'
import { expireAll } from './expire.ts'
import { reachAll, reachToucher } from './findings.ts'
import { tellWatchers } from './idle.ts'
import { mailOf, placeMail } from './placing.ts'
import { settledByPerson } from './put-aside.ts'
import { wake } from './waking.ts'

/** How messages move: into a turn, through it, and to their end where their recipient is gone. */
export const peerFollowUps: FollowUps = {
  'mailbox.took': (model, { id }) => wake(model, id),
  'prompt.sent': settledByPerson,
  'thread.slot-granted': (model, { id, sends }) => (sends > 1 ? [] : placeMail(model, id)),
  'thread.turn-started': (model, { id }) => {
    const prompt = model.thread.get(id)?.turn?.prompt.id ?? ''
    return mailOf(model, prompt, 'placed').map((message) => ({ type: 'message.delivered', id: message.id }))
  },
  'prompt.used': (model, { id }) => {
    // One that was withdrawn at its handing over, and then ended, may have been read or not: it is not given again.
    const messages = [...mailOf(model, id, 'delivered'), ...mailOf(model, id, 'placed')]
    return messages.map((message) => ({ type: 'message.read', id: message.id }))
  },
  'thread.readied': (model, { id }) => {
    const woken = wake(model, id)
    return woken.length > 0 ? woken : tellWatchers(model, id)
  },
  'thread.released': (model, { id }) => wake(model, id),
  'thread.restored': (model, { id }) => wake(model, id),
  'recovery.dropped': (model, { id }) => {
    const woken = wake(model, id)
    return woken.length > 0 ? woken : tellWatchers(model, id)
  },
  'thread.parked': (model, { id }) => [...expireAll(model, id), ...tellWatchers(model, id)],
  'thread.turn-withdrawn': (model, { id }) => tellWatchers(model, id),
  'thread.landed': (model, { id }) => [...expireAll(model, id), ...tellWatchers(model, id)],
  'thread.discarded': (model, { id }) => [
    ...expireAll(model, id),
    ...tellWatchers(model, id),
    ...withoutFindings(model, id),
  ],
  'thread.archived': (model, { id }) => expireAll(model, id),
  'run.resumed': (model, { id }) => wakeRun(model, id),
  'pool.thawed': (model) => [...model.mailbox.values()].flatMap((mailbox) => wake(model, mailbox.id)),
  'mailbox.touched': (model, { id }) => reachToucher(model, id),
  'finding.published': (model, { id }) => {
    const finding = model.finding.get(id)
    return finding === undefined ? [] : reachAll(model, finding)
  },
}

function wakeRun(model: Model, run: string): readonly DomainEvent[] {
  const own = [...model.thread.within(run)].flatMap(({ id }) => wake(model, id))
  return [...own, ...childrenOf(model, run).flatMap((child) => wakeRun(model, child))]
}

/** What a discarded thread has found may be no longer so. */
function withoutFindings(model: Model, id: string): readonly DomainEvent[] {
  const project = model.thread.get(id)?.project
  if (project === undefined) return []
  const own = [...model.finding.within(project)].filter((finding) => finding.by === id && !finding.closed)
  return own.map((finding) => ({ type: 'finding.closed', id: finding.id }))
}
