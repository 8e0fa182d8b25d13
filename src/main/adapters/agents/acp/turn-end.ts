import type { TurnEnd, TurnUsage } from '../../../ports/agent.ts'
import { classifyError } from './classify-error.ts'
import { asNumber, asObject, asString } from './raw.ts'
import type { Reply } from './reply.ts'

/** A prompt's result as sent, whatever its stop reason; null when it has none. */
export function stoppedTurn(result: unknown): TurnEnd | null {
  const raw = asObject(result)
  const stopReason = asString(raw?.stopReason)
  if (stopReason === null) return null
  const usage = usageOf(raw?.usage)
  return { kind: 'stopped', stopReason, ...(usage === null ? {} : { usage }) }
}

export function refusedTurn(reply: Reply<unknown>): TurnEnd {
  if (reply.kind === 'refused') return classifyError(reply.error)
  return { kind: 'failed', class: 'error', message: 'The agent answered the prompt without saying why it stopped.' }
}

function usageOf(value: unknown): TurnUsage | null {
  const usage = asObject(value)
  if (usage === null) return null
  const inputTokens = asNumber(usage.inputTokens)
  const outputTokens = asNumber(usage.outputTokens)
  const totalTokens = asNumber(usage.totalTokens)
  return {
    ...(inputTokens === null ? {} : { inputTokens }),
    ...(outputTokens === null ? {} : { outputTokens }),
    ...(totalTokens === null ? {} : { totalTokens }),
  }
}
