import type { PromptBlock } from '../thread/state.ts'

/** Longest title, in UTF-16 units. */
export const titleLimit = 80

/** The title given, else the first line of the prompt that says something, without Markdown's heading marks. */
export function titleOf(given: string | undefined, blocks: readonly PromptBlock[]): string {
  for (const text of [given ?? '', ...linesOf(blocks)]) {
    const title = oneLine(text)
    if (title !== '') return title
  }
  return 'Untitled task'
}

function* linesOf(blocks: readonly PromptBlock[]): Iterable<string> {
  for (const block of blocks) {
    if (block.kind !== 'text') continue
    for (const line of block.text.split('\n')) {
      if (!line.startsWith('```')) yield line.replace(/^#+\s*/, '')
    }
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
