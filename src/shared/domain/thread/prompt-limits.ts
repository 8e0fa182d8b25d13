import { type Decision, refuse } from '../decision.ts'
import type { PromptBlock } from './state.ts'

/** One prompt's text and images together, in UTF-16 units. A state row stays bounded by it. */
export const promptSizeLimit = 1_000_000
/** Prompts that may wait in one thread. */
export const waitingPromptLimit = 20

/** Why a prompt can't be taken, or null. `waiting` counts the prompts already in the queue. */
export function promptRefusal(
  blocks: readonly PromptBlock[],
  waiting: number,
): Extract<Decision, { ok: false }> | null {
  const size = blocks.reduce((sum, block) => sum + (block.kind === 'text' ? block.text.length : block.data.length), 0)
  const refused = check(blocks, size, waiting)
  return refused.ok ? null : refused
}

function check(blocks: readonly PromptBlock[], size: number, waiting: number): Decision {
  const empty = blocks.every((block) => block.kind === 'text' && block.text.trim() === '')
  if (empty) return refuse('prompt-empty', 'The prompt is empty; nothing was sent.', 'Write what the agent should do.')
  if (size > promptSizeLimit) {
    return refuse(
      'prompt-too-large',
      `The prompt has ${size} characters, the limit is ${promptSizeLimit}; nothing was sent.`,
      'Put the long part into a file of the repository and name it in the prompt.',
    )
  }
  if (waiting >= waitingPromptLimit) {
    return refuse(
      'prompt-queue-full',
      `${waiting} prompts already wait in this thread; nothing was sent.`,
      'Wait for the next turn, or interrupt the present one.',
    )
  }
  return { ok: true, value: [] }
}
