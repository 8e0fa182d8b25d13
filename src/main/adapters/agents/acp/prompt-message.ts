import type { ContentBlock, PromptRequest } from '@agentclientprotocol/sdk'
import type { PromptBlock } from '../../../../shared/domain/thread/state.ts'
import { ORIGIN_META_KEY, TURN_META_KEY } from '../../../../shared/transcript/origin.ts'
import type { TurnIntent } from '../../../ports/agent.ts'

/** A prompt with who stands behind it, as a whole and block by block. */
export function promptMessage(session: string, blocks: readonly PromptBlock[], turn: TurnIntent): PromptRequest {
  return {
    sessionId: session,
    prompt: blocks.map(contentBlock),
    _meta: { [ORIGIN_META_KEY]: turn.origin, [TURN_META_KEY]: turn.number },
  }
}

function contentBlock(block: PromptBlock): ContentBlock {
  const _meta = { [ORIGIN_META_KEY]: block.origin }
  return block.kind === 'text'
    ? { type: 'text', text: block.text, _meta }
    : { type: 'image', mimeType: block.mimeType, data: block.data, _meta }
}
