import type { PromptRef, Thread } from './state.ts'

/** True while a turn ends, or its work is saved, for the sake of the prompt at the head of the queue. */
export function isSteered(thread: Thread): boolean {
  return thread.prompts[0]?.steers === true
}

/** Behind what steered the same turn before, ahead of everything that waits. */
export function steerFirst(prompts: readonly PromptRef[], prompt: PromptRef): readonly PromptRef[] {
  const rest = prompts.filter((waiting) => waiting.steers !== true)
  const first = prompts.filter((waiting) => waiting.steers === true)
  return [...first, { ...prompt, steers: true }, ...rest]
}

/** The same prompts in the same order, each to wait for its turn like any other. */
export function unsteered(prompts: readonly PromptRef[]): readonly PromptRef[] {
  if (prompts[0]?.steers !== true) return prompts
  return prompts.map(({ steers: _steers, ...prompt }) => prompt)
}
