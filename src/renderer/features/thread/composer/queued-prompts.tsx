import type { SentPrompt } from '../../../../shared/domain/prompt/state.ts'
import type { Thread } from '../../../../shared/domain/thread/state.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { plural } from '../../../lib/format-number.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { queueWords } from './composer-mode.ts'

/** In characters; the row shows less, its hint this much. */
const hintLength = 500

/** What waits for its turn, in order, and when each has it. */
export function QueuedPrompts({ thread }: { readonly thread: Thread }) {
  const texts = useModel((model) => thread.prompts.map(({ id }) => wordsOf(model.prompt.get(id))))
  if (thread.prompts.length === 0) return null
  return (
    <ol aria-label="Waiting prompts" className="flex max-h-32 flex-col gap-1 overflow-y-auto">
      {thread.prompts.map((prompt, at) => (
        <li key={prompt.id} className="rounded border border-dashed border-line px-[9px] py-1">
          <p className="truncate" title={texts[at]}>
            {texts[at]}
          </p>
          <p className="text-11 text-muted">{queueWords(thread, at)}</p>
        </li>
      ))}
    </ol>
  )
}

function wordsOf(prompt: SentPrompt | undefined): string {
  if (prompt === undefined) return 'A prompt'
  const [first, ...more] = prompt.blocks
  const words = first?.kind === 'text' ? visibleLine(first.text.slice(0, hintLength)) : 'A picture'
  return more.length === 0 ? words : `${words} (with ${plural(more.length, 'attachment')})`
}
