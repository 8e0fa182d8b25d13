import { useHost } from '../../client/store.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Terminals } from './terminals.tsx'
import { whyNoWorktree } from './worktree-words.ts'

/** A person's own shells in the thread's worktree; why there can be none, where it has none. */
export function TerminalTab({ thread }: { readonly thread: string }) {
  const why = useHost(({ model }) => whyNoWorktree(model, thread))
  return why === null ? <Terminals key={thread} thread={thread} /> : <EmptyState text={why} />
}
