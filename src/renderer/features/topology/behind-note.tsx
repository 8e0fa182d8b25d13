import type { Thread } from '../../../shared/domain/thread/state.ts'
import { heldBehind } from '../../../shared/domain/topology/behind.ts'
import { useModel } from '../../client/model-hooks.ts'
import { currentRoute } from '../../client/navigation.ts'
import { goOn } from '../../client/thread-verbs.ts'
import { heldWords } from '../../lib/behind-words.ts'
import { listed } from '../../lib/coupling-words.ts'
import { formatRoute } from '../../lib/route.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { CommandButton } from './command-button.tsx'

/** Whose landing a thread waits for and what comes then, and who waits for its own; nothing where nobody waits. */
export function BehindNote({ thread }: { readonly thread: Thread }) {
  const first = useModel((model) => heldBehind(model, thread))
  const followers = useModel((model) => followersOf([...model.thread.values()], thread))
  const waits = useModel((model) => followers.filter((one) => heldBehind(model, one)?.id === thread.id))
  if (first === undefined && waits.length === 0) return null
  return (
    <section aria-label="Order" className="flex shrink-0 flex-col gap-1 px-4 pb-2 text-12">
      {first !== undefined && <Held thread={thread} first={first} />}
      {waits.length > 0 && (
        <p className="wrap-anywhere text-muted">
          {`${listed(waits.map(({ title }) => visibleLine(title)))} ${waits.length === 1 ? 'waits' : 'wait'} for it to land.`}
        </p>
      )}
    </section>
  )
}

function Held({ thread, first }: { readonly thread: Thread; readonly first: Thread }) {
  const { title, command, done } = goOn(thread)
  const words = heldWords(thread)
  const route = currentRoute()
  const scope = route.screen === 'board' ? route.scope : ({ kind: 'all' } as const)
  const href = formatRoute({ screen: 'board', scope, thread: first.id, tab: 'conversation' })
  return (
    <div className="flex items-start gap-2">
      <p className="min-w-0 flex-1 wrap-anywhere">
        {words.before}{' '}
        <a href={href} className="rounded text-focus underline">
          {visibleLine(first.title)}
        </a>{' '}
        {words.after}
        {thread.behind !== undefined && <span className="text-muted">{` ${visibleText(thread.behind.because)}`}</span>}
      </p>
      <CommandButton title={title} of={visibleLine(thread.title)} done={visibleLine(done)} command={command} />
    </div>
  )
}

/** Those that were put behind something in the same project: who it is now, the model tells. */
function followersOf(threads: readonly Thread[], { id, project }: Thread): readonly Thread[] {
  return threads.filter((one) => one.behind !== undefined && one.project === project && one.id !== id)
}
