import type { Attention } from '../../../shared/domain/attention/attention.ts'
import type { Outbound } from '../../../shared/domain/outbound/state.ts'
import type { ParkCode } from '../../../shared/domain/thread/state.ts'
import { ownTitle } from '../../lib/begun-by.ts'
import { plural } from '../../lib/format-number.ts'
import { outboundTitle } from '../../lib/outbound-words.ts'
import { proofLine } from '../../lib/proof-words.ts'
import { reasonAlone } from '../../lib/team-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import type { GlyphKind } from '../../ui/glyph.tsx'
import type { Item, RunItem, ThreadItem } from './items.ts'

export interface ItemWords {
  readonly glyph: GlyphKind
  /** Who wants what. */
  readonly what: string
  readonly detail: string
  /** Whether the detail is a stranger's exact text, such as a command. */
  readonly exact: boolean
}

/** A decision in two lines. */
export function itemWords(item: Item): ItemWords {
  return item.thread === null ? runItemWords(item) : threadItemWords(item)
}

function runItemWords({ attention, cluster, names, negotiation, run, task }: RunItem): ItemWords {
  const goal = visibleLine(firstLine(run.goal))
  switch (attention.kind) {
    case 'plan':
      return {
        glyph: 'you',
        what: `A plan waits for your approval: ${goal}`,
        detail: 'Nothing runs before you approve it',
        exact: false,
      }
    case 'run-paused':
      return {
        glyph: 'you',
        what: `The budget is spent: ${goal}`,
        detail: 'The run is paused, and everything it did is kept',
        exact: false,
      }
    case 'negotiation':
      return {
        glyph: 'you',
        what: `${names} could not agree`,
        detail: visibleLine(firstLine(negotiation?.topic ?? '')),
        exact: false,
      }
    case 'team-proposed':
      return {
        glyph: 'you',
        what: `A team is proposed: ${names}`,
        detail: cluster === undefined ? '' : reasonAlone(cluster, names),
        exact: false,
      }
    case 'proposed': {
      const detail = visibleLine(firstLine(task?.brief ?? ''))
      return { glyph: 'you', what: `A thread proposes a task: ${visibleLine(task?.title ?? '')}`, detail, exact: false }
    }
  }
}

function threadItemWords({ attention, thread, landing, request, proof, ...about }: ThreadItem): ItemWords {
  const title = visibleLine(ownTitle(thread.title, about.by))
  const say = (glyph: GlyphKind, what: string, detail: string): ItemWords => {
    return { glyph, what, detail: visibleLine(detail), exact: false }
  }
  switch (attention.kind) {
    case 'permission': {
      const words = say('you', `${title} asks: ${visibleLine(request?.title ?? '')}`, firstLine(request?.detail ?? ''))
      return { ...words, exact: true }
    }
    case 'parked': {
      const reason = thread.state.kind === 'parked' ? thread.state.reason : null
      const what = reason === null ? 'stopped' : parkedWords[reason.code]
      return say('you', `${title} ${what}`, reason?.message ?? '')
    }
    case 'landing-refused':
      return say('error', `${title} was not merged`, refusalOf(landing)?.message ?? '')
    case 'undo-refused':
      return say('error', `The merge of ${title} was not taken back`, landing?.undoRefused?.message ?? '')
    case 'review':
      return say('ok', `${title} is ready`, `${changeWords(thread)} · ${proofLine(proof).short}`)
    case 'unchanged':
      return say('wait', `${title} ended without changes`, 'Nothing to merge: prompt it again, or discard it')
    case 'outbound':
      return outboundWords(title, about.outbound)
    case 'unanswered':
      return say('wait', `${title} got no answer from ${about.asked}`, firstLine(about.question?.text ?? ''))
  }
}

/** 'Refund shows twice wants to comment on acme/payments-api#482' */
function outboundWords(title: string, outbound: Outbound | undefined): ItemWords {
  if (outbound === undefined) return { glyph: 'you', what: title, detail: '', exact: false }
  const { content, state } = outbound
  const where = lowered(outboundTitle(content))
  const what = content.kind === 'comment' ? where : `open a ${where}`
  if (state.kind === 'failed') {
    const detail = visibleLine(state.failure.message)
    return { glyph: 'error', what: `${title} could not ${what}`, detail, exact: false }
  }
  const detail = content.kind === 'comment' ? firstLine(content.text) : content.title
  return { glyph: 'you', what: `${title} wants to ${what}`, detail: visibleLine(detail), exact: true }
}

function lowered(words: string): string {
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`
}

/** '+88 −31 in 2 files' */
function changeWords({ checkpoint }: ThreadItem['thread']): string {
  const { files = 0, additions = 0, deletions = 0 } = checkpoint ?? {}
  const lines = [additions > 0 ? `+${additions}` : '', deletions > 0 ? `−${deletions}` : ''].filter((one) => one !== '')
  return [...lines, `in ${plural(files, 'file')}`].join(' ')
}

/** What stopped a thread, as a person would say it of a colleague. */
export const parkedWords: Readonly<Record<ParkCode, string>> = {
  interrupted: 'was stopped',
  crash: 'was cut off by a crash',
  setup: 'could not be set up',
  agent: 'lost its agent',
  'rate-limit': 'ran into a rate limit',
  auth: 'needs you to sign in',
  overloaded: 'met an overloaded service',
  'context-overflow': 'filled up its context',
  refusal: 'refused to go on',
  error: 'ended with an error',
  checkpoint: 'could not be saved',
  'discard-failed': 'could not be discarded',
  restored: 'came back from the trash',
  hang: 'stood still',
  loop: 'went in circles',
  'gate-failed': 'did not pass its gates',
  refuted: 'was refuted by its verifier',
  conflict: 'conflicts with what has landed',
  dependency: 'waits for a task that is parked',
  budget: 'has spent its budget',
  unchanged: 'ended without changes',
  'changed-files': 'changed files it was only to read',
  superseded: 'was replaced by another attempt',
  frozen: 'was wound down after a freeze',
}

export function refusalOf(landing: ThreadItem['landing']) {
  return landing?.state.kind === 'refused' ? landing.state.failure : null
}

/** How long one takes, in minutes: rough, and only ever shown as a sum. */
const minutes: Readonly<Record<Attention['kind'], number>> = {
  permission: 0.5,
  parked: 1,
  'landing-refused': 2,
  'undo-refused': 2,
  review: 3,
  unchanged: 0.5,
  unanswered: 1,
  outbound: 2,
  plan: 5,
  'run-paused': 1,
  negotiation: 3,
  proposed: 1,
  'team-proposed': 1,
}

/** '5 decisions' take 'about 6 minutes'. */
export function effortWords(kinds: readonly Attention['kind'][]): string {
  const sum = Math.ceil(kinds.reduce((total, kind) => total + minutes[kind], 0))
  return `about ${plural(sum, 'minute')}`
}

function firstLine(text: string): string {
  return text.split('\n').find((line) => line.trim() !== '') ?? ''
}
