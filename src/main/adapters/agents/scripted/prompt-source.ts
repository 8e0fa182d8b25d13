import type { ContentBlock, PromptRequest } from '@agentclientprotocol/sdk'
import { ORIGIN_META_KEY, TURN_META_KEY } from '../../../../shared/transcript/origin.ts'
import { findStepsFence, type StepsFence } from './fence.ts'
import { type SessionState, stepsFor } from './session-record.ts'
import type { Step } from './steps.ts'

/** Where a turn's steps come from. */
export type PromptSource =
  | { readonly kind: 'script'; readonly fence: StepsFence }
  | { readonly kind: 'set-earlier'; readonly steps: readonly Step[] }
  | { readonly kind: 'command'; readonly command: string }
  | { readonly kind: 'none' }

type Meta = { readonly [key: string]: unknown } | null | undefined

/** Only what a person or a plan wrote is ever executed; a prompt without an origin comes from a generic client. */
export function choosePromptSource(request: PromptRequest, state: SessionState, turn: number): PromptSource {
  const trusted = request.prompt.flatMap((block) => trustedText(block, request._meta))
  for (const text of trusted) {
    const fence = findStepsFence(text)
    if (fence !== null) return { kind: 'script', fence }
  }
  const steps = stepsFor(state, turn)
  if (steps !== null) return { kind: 'set-earlier', steps }
  const command = trusted.join('\n').trim()
  return command === '' ? { kind: 'none' } : { kind: 'command', command }
}

/** The turn that the host named, else the next one. */
export function turnNumber(request: PromptRequest, state: SessionState): number {
  const named = request._meta?.[TURN_META_KEY]
  return typeof named === 'number' && Number.isSafeInteger(named) && named > 0 ? named : state.turn + 1
}

function trustedText(block: ContentBlock, requestMeta: Meta): readonly string[] {
  const origin = block._meta?.[ORIGIN_META_KEY] ?? requestMeta?.[ORIGIN_META_KEY] ?? 'person'
  return block.type === 'text' && (origin === 'person' || origin === 'plan') ? [block.text] : []
}
