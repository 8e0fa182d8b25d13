import { isStep } from '../../shared/domain/automation/health.ts'
import { automationTitle } from '../../shared/domain/automation/title.ts'
import type { DomainEvent, StoredEvent } from '../../shared/domain/event.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { ParkCode, Thread } from '../../shared/domain/thread/state.ts'
import type { FiringId, OutboundId, ThreadId } from '../../shared/kernel/ids.ts'
import type { Settings } from '../../shared/settings/settings.ts'

/** Something that a person who looks elsewhere is told of. Its text holds words of agents, as they wrote them. */
export interface Notice {
  readonly kind: 'needs-you' | 'finished' | 'failed'
  /** Null where it stands for several threads. */
  readonly thread: ThreadId | null
  readonly title: string
  readonly body: string
}

/** More than this at once are told as one. */
const manyNotices = 2

/** What a person did is no news to them. */
const ownDoing: readonly ParkCode[] = ['interrupted', 'restored']

/** Turns committed events into notices; remembers only whose turn has ended and not yet come to rest. */
export class Notices {
  readonly #ended = new Set<ThreadId>()

  /** `model` is the one right after the events. */
  of(events: readonly StoredEvent[], model: Model, wanted: Settings['notify']): readonly Notice[] {
    const found = events.flatMap((stored) => {
      const notice = this.#ofEvent(stored, model)
      return notice === null ? [] : [notice]
    })
    return found.filter((notice) => isWanted(notice, wanted))
  }

  #ofEvent({ at, event }: StoredEvent, model: Model): Notice | null {
    const thread = model.thread.get(event.id)
    switch (event.type) {
      case 'thread.turn-ended':
        this.#ended.add(event.id)
        return null
      case 'thread.permission-asked':
        // What was answered in the same moment is no question any more.
        if (thread?.requests.every((request) => request.id !== event.request.id)) return null
        return thread === undefined ? null : asks(thread, event.request)
      case 'thread.readied':
        // A thread is readied after a refused landing as well, which its person has just asked for.
        if (!this.#ended.delete(event.id) || thread === undefined) return null
        // An automation says itself whether somebody is to be told.
        return model.run.get(thread.run)?.automation === undefined ? finished(thread) : null
      case 'thread.parked':
        this.#ended.delete(event.id)
        if (thread === undefined || ownDoing.includes(event.reason.code)) return null
        return { kind: 'failed', thread: thread.id, title: `${thread.title} stopped`, body: event.reason.message }
      case 'thread.discarded':
        this.#ended.delete(event.id)
        return null
      default:
        return ofAutomation(event, model, at)
    }
  }
}

/** What automations have to say, and what is written outside. */
function ofAutomation(event: DomainEvent, model: Model, at: number): Notice | null {
  switch (event.type) {
    case 'firing.followed':
      return event.step === 'notify' ? rested(model, event.id) : null
    case 'outbound.staged':
    case 'outbound.failed':
      return written(model, event.id)
    case 'automation.health-changed': {
      const { health, name } = model.automation.get(event.id) ?? {}
      // Whoever was told of the trouble needs no word for each try.
      if (event.health === null || name === undefined || health?.[event.trigger]?.since !== at) return null
      const what = isStep(event.trigger) ? 'could not do what comes at its end' : 'does not fire'
      const title = `${automationTitle(name)} ${what}`
      return { kind: 'failed', thread: null, title, body: event.health.failure.message }
    }
    default:
      return null
  }
}

/** Many notices at once as one that counts them; a few stay as they are. */
export function coalesceNotices(notices: readonly Notice[]): readonly Notice[] {
  if (notices.length <= manyNotices) return notices
  const count = (kind: Notice['kind']) => notices.filter((notice) => notice.kind === kind).length
  const parts = [
    { count: count('needs-you'), word: 'need you' },
    { count: count('failed'), word: 'stopped' },
    { count: count('finished'), word: 'finished' },
  ].filter((part) => part.count > 0)
  const kind = notices.some((notice) => notice.kind === 'needs-you') ? 'needs-you' : (notices[0]?.kind ?? 'finished')
  return [
    {
      kind,
      thread: null,
      title: `${notices.length} threads have news`,
      body: parts.map((part) => `${part.count} ${part.word}`).join(', '),
    },
  ]
}

function asks(thread: Thread, request: { readonly title: string; readonly detail: string }): Notice {
  return {
    kind: 'needs-you',
    thread: thread.id,
    title: `${thread.title} needs you`,
    body: [request.title, request.detail].filter((text) => text !== '').join('\n'),
  }
}

function finished(thread: Thread): Notice {
  const { checkpoint } = thread
  const files = checkpoint?.files === 1 ? '1 file' : `${checkpoint?.files ?? 0} files`
  const body =
    checkpoint === null || checkpoint.files === 0
      ? 'Nothing was changed.'
      : `${files}, ${checkpoint.additions} lines added, ${checkpoint.deletions} removed`
  return { kind: 'finished', thread: thread.id, title: `${thread.title} is ready`, body }
}

/** What an automation dispatched has come to rest, and its file asks that somebody is told. */
function rested(model: Model, id: FiringId): Notice | null {
  const state = model.firing.get(id)?.state
  const thread = state !== undefined && 'thread' in state ? model.thread.get(state.thread) : undefined
  return thread === undefined ? null : finished(thread)
}

/** Something waits to be written outside, or did not get there; nothing where a rule let it go at once. */
function written(model: Model, id: OutboundId): Notice | null {
  const outbound = model.outbound.get(id)
  const thread = outbound === undefined ? undefined : model.thread.get(outbound.thread)
  if (outbound === undefined || thread === undefined) return null
  const { content, state } = outbound
  const where = content.kind === 'comment' ? content.target.repository : content.repository
  const what =
    content.kind === 'comment' ? `comment on ${where}#${content.target.number}` : `open a pull request in ${where}`
  const about = { thread: thread.id, body: content.kind === 'comment' ? content.text : content.title }
  if (state.kind === 'staged') return { kind: 'needs-you', ...about, title: `${thread.title} wants to ${what}` }
  if (state.kind !== 'failed') return null
  return { kind: 'failed', ...about, title: `${thread.title} could not ${what}`, body: state.failure.message }
}

function isWanted(notice: Notice, wanted: Settings['notify']): boolean {
  switch (notice.kind) {
    case 'needs-you':
      return wanted.needsYou
    case 'finished':
      return wanted.finished
    case 'failed':
      return wanted.failed
  }
}
