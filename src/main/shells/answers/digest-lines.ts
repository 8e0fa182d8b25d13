import type { Attention } from '../../../shared/domain/attention/attention.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Digest } from '../../../shared/domain/supervision/digest.ts'
import { visible } from './output.ts'

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds since the epoch of `8h` ago or of a written time; null where it is neither. */
export function sinceTime(text: string, now: number): number | null {
  const ago = /^(\d{1,6})([mhd])$/.exec(text)
  if (ago !== null) return Math.max(0, now - Number(ago[1]) * (unitMs[ago[2] ?? ''] ?? 0))
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) || time < 0 ? null : time
}

/** A digest for a person: what is empty is left out. */
export function digestLines(model: Model, digest: Digest): string {
  const named = (one: { readonly thread: string; readonly title: string | null }) => visible(one.title ?? one.thread)
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Waits for you', digest.waiting.map((one) => `${one.kind}: ${whatWaits(model, one)}`)],
    ['Landed', digest.landed.map((one) => (one.into === null ? named(one) : `${named(one)} on ${visible(one.into)}`))],
    ['Failed', digest.failed.map((one) => `${named(one)} (${one.reason.code}): ${visible(one.reason.message)}`)],
    ['Not landed', digest.refused.map((one) => `${named(one)}: ${visible(one.message)}`)],
    ['Paused by a budget', digest.paused.map((one) => `${one.run}: ${visible(one.because)}`)],
    ['Its branch moved', digest.baseMoved.map(named)],
  ]
  const { cost, tokens, workMs } = digest.spent
  const money = cost === null ? '' : `, $${cost.toFixed(2)}`
  const minutes = Math.round(workMs / 60_000)
  const spent = `Since ${new Date(digest.from).toISOString()}: ${tokens.toLocaleString('en-US')} tokens${money}, ${minutes} minutes of work`
  const filled = sections.filter(([, lines]) => lines.length > 0)
  if (filled.length === 0) return `${spent}\nNothing landed, nothing failed, nothing waits for you.`
  return [spent, ...filled.map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join('\n'))].join('\n')
}

function whatWaits(model: Model, { run, thread }: Attention): string {
  const known = thread === null ? undefined : model.thread.get(thread)?.title
  return visible(known ?? model.run.get(run)?.goal.split('\n')[0] ?? thread ?? run)
}
