import type { PromptBlock } from '../thread/state.ts'

/** Longest title, in UTF-16 units. */
export const titleLimit = 80

/**
 * The title given, else the first line of the prompt that says something, without Markdown's heading marks. What
 * stands in a fenced block is only taken where neither prose nor `otherwise` says anything.
 */
export function titleOf(given: string | undefined, blocks: readonly PromptBlock[], otherwise = ''): string {
  const lines = linesOf(blocks)
  for (const text of [given ?? '', ...lines.prose, otherwise, ...lines.fenced]) {
    const title = oneLine(text)
    if (title !== '') return title
  }
  return 'Untitled task'
}

function linesOf(blocks: readonly PromptBlock[]): { readonly prose: string[]; readonly fenced: string[] } {
  const lines = { prose: [] as string[], fenced: [] as string[] }
  for (const block of blocks) {
    if (block.kind !== 'text') continue
    let inFence = false
    for (const line of block.text.split('\n')) {
      if (line.startsWith('```')) inFence = !inFence
      else if (inFence) lines.fenced.push(line)
      else lines.prose.push(line.replace(/^#+\s*/, ''))
    }
  }
  return lines
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
