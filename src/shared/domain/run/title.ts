import type { PromptBlock } from '../thread/state.ts'

/** Longest title, in UTF-16 units. */
export const titleLimit = 80

/**
 * The title given, else the first line of the prompt that says something, without Markdown's heading marks. What
 * stands in a fenced block is only taken where neither prose nor `otherwise` says anything.
 */
export function titleOf(given: string | undefined, blocks: readonly PromptBlock[], otherwise = ''): string {
  for (const text of candidates(given ?? '', blocks, otherwise)) {
    const title = oneLine(text)
    if (title !== '') return title
  }
  return 'Untitled task'
}

/** One by one: a prompt may be long, and its first line mostly does. */
function* candidates(given: string, blocks: readonly PromptBlock[], otherwise: string): Iterable<string> {
  yield given
  yield* linesOf(blocks, false)
  yield otherwise
  yield* linesOf(blocks, true)
}

function* linesOf(blocks: readonly PromptBlock[], fenced: boolean): Iterable<string> {
  for (const block of blocks) {
    if (block.kind !== 'text') continue
    let inFence = false
    for (const line of linesIn(block.text)) {
      if (line.startsWith('```')) inFence = !inFence
      else if (inFence === fenced) yield fenced ? line : line.replace(/^#+\s*/, '')
    }
  }
}

function* linesIn(text: string): Iterable<string> {
  for (let from = 0; from <= text.length; ) {
    const end = text.indexOf('\n', from)
    const to = end === -1 ? text.length : end
    yield text.slice(from, to)
    from = to + 1
  }
}

/** A title is shown in a row and becomes the first line of a commit: nothing in it breaks or steers either. */
function oneLine(text: string): string {
  const shown = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  // Cut between characters, never inside of one.
  return shown
    .slice(0, titleLimit)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()
}
