import { create } from 'zustand'

interface Said {
  readonly polite: { readonly text: string; readonly count: number }
  readonly assertive: { readonly text: string; readonly count: number }
}

const useSaid = create<Said>(() => ({ polite: { text: '', count: 0 }, assertive: { text: '', count: 0 } }))

/** Tells screen readers of something that changed elsewhere; assertive only for what can't wait. */
export function announce(text: string, urgency: keyof Said = 'polite'): void {
  useSaid.setState((said) => ({ [urgency]: { text, count: said[urgency].count + 1 } }))
}

/** The live regions that `announce` speaks through; stand once on the page, from its start. */
export function Announcer() {
  const { polite, assertive } = useSaid()
  return (
    <>
      <div className="sr-only" role="status" aria-live="polite" data-announcer="polite">
        {/* A new element, so that the same text twice is said twice. */}
        <span key={polite.count}>{polite.text}</span>
      </div>
      <div className="sr-only" role="alert" aria-live="assertive" data-announcer="assertive">
        <span key={assertive.count}>{assertive.text}</span>
      </div>
    </>
  )
}
