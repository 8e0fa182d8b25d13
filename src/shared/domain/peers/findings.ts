import type { MessageId, ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { matchesGlob } from '../plan/path-glob.ts'
import type { Thread } from '../thread/state.ts'
import { peersOf } from '../topology/member.ts'
import { mayHear } from './gone.ts'
import { type HostMessage, hostMessages } from './host-message.ts'
import type { Finding } from './state.ts'

/** A thread touches other paths by now: it is told every finding about them that it doesn't know. */
export function reachToucher(model: Model, id: ThreadId): readonly DomainEvent[] {
  const project = model.thread.get(id)?.project
  const paths = model.mailbox.get(id)?.touched ?? []
  if (project === undefined || paths.length === 0) return []
  const news = [...model.finding.within(project)].filter((finding) => {
    return !finding.closed && isNews(model, finding, id) && touches(finding, paths)
  })
  return told(
    model,
    news.map((finding) => ({ finding, thread: id })),
  )
}

/** A finding that is new reaches whoever touches its paths, or is expected to. */
export function reachAll(model: Model, finding: Finding): readonly DomainEvent[] {
  const threads = [...model.thread.values()].filter(({ id, project, role }) => {
    return project === finding.project && role === undefined && isNews(model, finding, id)
  })
  const reached = threads.filter((thread) => expects(model, finding, thread))
  return told(
    model,
    reached.map(({ id }) => ({ finding, thread: id })),
  )
}

function expects(model: Model, finding: Finding, thread: Thread): boolean {
  if (touches(finding, model.mailbox.get(thread.id)?.touched ?? [])) return true
  // Expected paths are globs as well: what one names is looked for in the other.
  const expected = model.task.get(thread.task)?.paths ?? []
  return expected.some((path) => finding.paths.some((glob) => matchesGlob(glob, path) || matchesGlob(path, glob)))
}

function touches({ paths: globs }: Finding, paths: readonly string[]): boolean {
  return paths.some((path) => globs.some((glob) => matchesGlob(glob, path)))
}

function isNews(model: Model, { by, reached }: Finding, id: ThreadId): boolean {
  const thread = model.thread.get(id)
  return thread !== undefined && id !== by && !reached.includes(id) && mayHear(thread)
}

interface Pair {
  readonly finding: Finding
  readonly thread: ThreadId
}

function told(model: Model, pairs: readonly Pair[]): readonly DomainEvent[] {
  const byFinding = Map.groupBy(pairs, ({ finding }) => finding)
  const reached = [...byFinding].map(([{ id }, all]) => {
    return { type: 'finding.reached', id, threads: all.map(({ thread }) => thread) } as const
  })
  return [
    ...hostMessages(
      model,
      pairs.map((pair) => messageOf(model, pair)),
    ),
    ...reached,
  ]
}

function messageOf(model: Model, { finding, thread }: Pair): HostMessage {
  const { by, id, paths, severity, text } = finding
  const recipient = model.thread.get(thread)
  const isPeer = recipient !== undefined && peersOf(model, recipient).some((peer) => peer.id === by)
  return {
    id: `${id}-to-${thread}` as MessageId,
    to: thread,
    from: by,
    kind: 'finding',
    text: `${severity}, about ${paths.join(', ')}: ${text}`,
    about: { finding: id },
    urgent: severity === 'blocker',
    wakes: severity === 'blocker' || (isPeer && severity === 'warning'),
  }
}
