import type { Thread } from '../../../shared/domain/thread/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { outboundStateWords, outboundTitle } from '../../lib/outbound-words.ts'
import { Button } from '../../ui/button.tsx'
import { useDecideInInbox } from './use-decide-in-inbox.ts'

/** What of a thread waits to be written outside, or could not be, and the way to decide it; nothing where nothing does. */
export function WaitingNote({ thread }: { readonly thread: Thread }) {
  const waiting = useModel((model) =>
    [...model.outbound.within(thread.id)].filter(({ state: { kind } }) => kind === 'staged' || kind === 'failed'),
  )
  const decide = useDecideInInbox()
  const [first, ...more] = waiting
  if (first === undefined) return null
  const others = more.length === 0 ? '' : ` And ${more.length} more.`
  return (
    <div className="mx-4 mb-2 flex items-center gap-2 border-l-[3px] border-l-you bg-you-bg px-3 py-1">
      <p className="min-w-0 flex-1 wrap-anywhere">
        {`${outboundTitle(first.content)}: ${outboundStateWords(first).text.replace(/\.$/, '')}.${others}`}
      </p>
      <Button size="small" kind="you" onClick={() => decide(first)}>
        Decide
      </Button>
    </div>
  )
}
