import { JoinForm } from './negotiations/join-form.tsx'
import { useOpenBetween } from './negotiations/use-negotiations.ts'

/** Where a person speaks to both sides of a conversation: never as one of them. */
export function ConversationFoot({ thread, other }: { readonly thread: string; readonly other: string }) {
  const negotiation = useOpenBetween(thread, other)
  return (
    <footer className="shrink-0 border-t border-line px-3.5 py-[9px]">
      {negotiation === undefined ? (
        <p className="text-12 text-muted">
          Nothing is sent in a thread’s name. Write to one of them in its own conversation.
        </p>
      ) : (
        <JoinForm negotiation={negotiation} />
      )}
    </footer>
  )
}
