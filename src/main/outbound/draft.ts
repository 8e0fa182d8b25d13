import { visibleSubject } from '../../shared/domain/automation/made-visible.ts'
import type { Firing } from '../../shared/domain/automation/state.ts'
import { type OutboundContent, outboundLimits } from '../../shared/domain/outbound/state.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import { placeOf } from '../../shared/domain/worktree/queries.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { factsOf } from './facts.ts'
import { saidBy } from './said.ts'
import { type DraftServices, remote } from './services.ts'

type Draft = Promise<Result<OutboundContent, Failure>>

/**
 * What is to be written where an event came from, or for the work that came of it, exactly as it would appear. Where it
 * goes is told by the firing and the project alone; nothing of an agent's text or an event's decides it.
 */
export function drafts(services: DraftServices): (kind: OutboundContent['kind'], firing: Firing) => Draft {
  return async (kind, firing) => {
    const thread = 'thread' in firing.state ? services.model().thread.get(firing.state.thread) : undefined
    if (thread === undefined) return err(nothingThere())
    return kind === 'comment' ? comment(services, firing, thread) : pullRequest(services, firing, thread)
  }
}

async function comment(services: DraftServices, firing: Firing, thread: Thread): Draft {
  const target = firing.source.reply
  if (target === null) return err(noReply())
  return ok({ kind: 'comment', target, text: await textOf(services, thread) })
}

async function pullRequest(services: DraftServices, { source }: Firing, thread: Thread): Draft {
  const model = services.model()
  const place = placeOf(model, thread.id)
  const { checkpoint, into } = thread
  if (place === undefined || checkpoint === null || checkpoint.files === 0) return err(nothingThere())
  if (into === null) return err(noTarget(thread))
  const address = await services.git.remoteAddress(place.repository, remote)
  if (!address.ok) return address
  const at = services.forge.repositoryOf(address.value ?? '')
  if (at === null) return err(noForge())
  const { reply } = source
  const isHere = reply?.host === at.host && reply.repository.toLowerCase() === at.repository.toLowerCase()
  const text = await textOf(services, thread)
  return ok({
    kind: 'pull-request',
    host: at.host,
    repository: at.repository,
    title: visibleSubject(thread.title, outboundLimits.title),
    text: isHere ? `For #${reply.number}.\n\n${text}` : text,
    branch: place.branch,
    commit: checkpoint.commit,
    into,
  })
}

async function textOf(services: DraftServices, thread: Thread): Promise<string> {
  const model = services.model()
  const said = (await saidBy(services, model, thread)) ?? 'The agent ended without a report.'
  const facts = factsOf(model, thread)
  const origin = `_Written by an agent and posted through Switchyard (thread ${thread.id}, run ${thread.run})._`
  return [said, ['What the host saw:', '', ...facts].join('\n'), origin].join('\n\n')
}

function nothingThere(): Failure {
  return failure('outbound-empty', 'It came to rest without changes; there is nothing to offer.', 'Look at its thread.')
}

function noReply(): Failure {
  return failure(
    'no-reply-target',
    'What it was started by has no place to answer at; nothing was written.',
    'Take `comment` out of its steps, or start it by an issue or a pull request.',
  )
}

function noTarget({ title }: Thread): Failure {
  return failure(
    'no-target',
    `${title} lands on no branch by itself; no pull request was drafted.`,
    'Open one yourself.',
  )
}

function noForge(): Failure {
  return failure(
    'no-forge',
    `The remote ${remote} of this project is at no forge that is known here; no pull request was drafted.`,
    `Point ${remote} at the repository on its forge.`,
  )
}
