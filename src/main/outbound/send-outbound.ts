import type { Command } from '../../shared/domain/command.ts'
import { progressLine } from '../../shared/domain/outbound/progress.ts'
import type { Outbound } from '../../shared/domain/outbound/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { OutboundId } from '../../shared/kernel/ids.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { EffectContext, EffectHandler } from '../engine/effect-handler.ts'
import { bodyOf, markOf } from './body.ts'
import type { PostedLines } from './posted-lines.ts'
import { sendPullRequest } from './send-pull-request.ts'
import type { OutboundServices, Sent } from './services.ts'

/**
 * Writes outside what was allowed, once: what stands there already under its mark, or for its branch, is what an
 * earlier try wrote, and is not written again. So doing it again after a crash is the same as doing it.
 */
export function sendOutbound(services: OutboundServices, lines: PostedLines): EffectHandler<'outbound.send'> {
  const send = async ({ outbound: id }: { readonly outbound: OutboundId }, context: EffectContext) => {
    const outbound = context.model.outbound.get(id)
    if (outbound?.state.kind !== 'sending') return []
    const sent = await written({ ...services, lines }, outbound, context)
    return sent.ok ? reported(id, sent.value) : failed(id, sent.error)
  }
  return {
    kind: 'outbound.send',
    run: send,
    resolve: (payload, _intent, context) => send(payload, context),
    abandon: ({ outbound }, failure) => failed(outbound, failure),
  }
}

type Services = OutboundServices & { readonly lines: PostedLines }

function written(services: Services, outbound: Outbound, context: EffectContext): Promise<Result<Sent, Failure>> {
  const { content } = outbound
  return content.kind === 'comment'
    ? sendComment(services, { ...outbound, content }, context)
    : sendPullRequest(services, { ...outbound, content }, context)
}

type Comment = Outbound & { readonly content: Extract<Outbound['content'], { kind: 'comment' }> }

async function sendComment(
  { forge, lines }: Services,
  { content, firing: of, id }: Comment,
  context: EffectContext,
): Promise<Result<Sent, Failure>> {
  const { number, ...at } = content.target
  const found = await forge.findComment(at, { number, mark: markOf(id) })
  if (!found.ok) return found
  if (found.value !== null) return ok(sentAs(found.value))
  const intended = await context.intend({ mark: markOf(id) })
  if (!intended.ok) return intended
  const firing = context.model.firing.get(of ?? '')
  const progress = firing === undefined ? null : progressLine(firing)
  const posted = await forge.comment(at, { number, body: bodyOf(id, content.text, progress) })
  if (!posted.ok) return posted
  if (progress !== null) lines.remember(id, progress)
  return ok(sentAs(posted.value))
}

function sentAs({ id, url }: { readonly id: number; readonly url: string }): Sent {
  return { link: url, reference: String(id) }
}

function reported(outbound: OutboundId, { link, reference }: Sent): readonly Command[] {
  return [{ type: 'outbound.report-sent', payload: { outbound, link, reference } }]
}

function failed(outbound: OutboundId, failure: Failure): readonly Command[] {
  return [{ type: 'outbound.report-failed', payload: { outbound, failure } }]
}
