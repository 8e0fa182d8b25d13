import type { OutboundId } from '../../../kernel/ids.ts'
import { automationTitle } from '../../automation/title.ts'
import { type Decide, events, nothing, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { type OutboundRule, ruleForOutbound } from '../../permission/outbound-rule.ts'
import { policyOf } from '../../permission/policy-of.ts'
import type { Thread } from '../../thread/state.ts'
import { contentRefusal } from '../content.ts'
import type { OutboundContent } from '../state.ts'

/** Where it goes is never anything but what the host knows itself: where the event came from, and the thread's own work. */
export const decideOutboundStage: Decide<'outbound.stage'> = (model, { content, firing, outbound: id, thread: of }) => {
  if (model.outbound.get(id) !== undefined) return nothing
  const thread = model.thread.get(of)
  if (thread === undefined)
    return refuse('thread-unknown', `There is no thread ${of}. Nothing was staged.`, 'Nothing to do.')
  const wrong = contentRefusal(content)
  if (wrong !== null) return wrong
  if (!isItsOwn(model, thread, { content, firing })) {
    return refuse(
      'outbound-elsewhere',
      `${thread.title} has nothing to write there. Nothing was staged.`,
      'Answer there yourself if it should be.',
    )
  }
  const rule = ruleForOutbound(policyOf(model, thread.run), content.kind)
  const staged: DomainEvent = {
    type: 'outbound.staged',
    id,
    project: thread.project,
    run: thread.run,
    thread: thread.id,
    firing,
    content,
    because: because(model, firing, rule),
  }
  return events(staged, ...ruled(id, rule))
}

function ruled(id: OutboundId, rule: OutboundRule | null): readonly DomainEvent[] {
  if (rule === null) return []
  if (rule.verdict === 'allow') return [{ type: 'outbound.approved', id, by: 'rule' }]
  return [{ type: 'outbound.refused', id, reason: `Rule ${rule.rule} of its permissions denies it.` }]
}

interface Meant {
  readonly content: OutboundContent
  readonly firing: string | null
}

function isItsOwn(model: Model, thread: Thread, { content, firing }: Meant): boolean {
  if (content.kind === 'pull-request') {
    const place = model.worktree.get(thread.id)?.place
    return place?.branch === content.branch && thread.checkpoint?.commit === content.commit
  }
  if (firing === null) return false
  const reply = model.firing.get(firing)?.source.reply
  const { target } = content
  return (
    reply?.kind === target.kind &&
    reply.host === target.host &&
    reply.repository === target.repository &&
    reply.number === target.number
  )
}

function because(model: Model, firing: string | null, rule: OutboundRule | null): string {
  const automation = model.automation.get(model.firing.get(firing ?? '')?.automation ?? '')
  const who =
    automation === undefined ? 'It was asked for' : `The automation ${automationTitle(automation.name)} asks for it`
  if (rule === null) return `${who}; nothing is written before you say so.`
  return `${who}; rule ${rule.rule} of its permissions ${rule.verdict === 'allow' ? 'lets it go' : 'denies it'}.`
}
