import { useHost } from '../../client/store.ts'
import { ThreadCard } from './thread-card.tsx'

/** All threads, those that wait for a person first. */
export function Board() {
  const model = useHost((state) => state.model)
  const loaded = useHost((state) => state.loaded)
  useHost((state) => state.revision)
  const threads = [...model.thread.values()].sort(
    (one, other) =>
      Number(other.requests.length > 0) - Number(one.requests.length > 0) || other.createdAt - one.createdAt,
  )
  if (!loaded) return <p className="muted">No threads to show yet.</p>
  if (threads.length === 0) {
    return (
      <p className="muted">
        No threads. Start one with <code>switchyard dispatch --repo . --agent scripted --prompt "…"</code>
      </p>
    )
  }
  return (
    <ul className="threads" aria-label="Threads">
      {threads.map((thread) => (
        <ThreadCard key={thread.id} thread={thread} model={model} />
      ))}
    </ul>
  )
}
