import { openOverlay } from '../../client/overlays.ts'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'

export interface TopBarProps {
  /** Where one is, in words: a project, a screen. */
  readonly place: string
  /** The project that new work is dispatched on unless another is chosen. */
  readonly project: string | null
}

/** The product's name, the way to every action, and the way to new work. */
export function TopBar({ place, project }: TopBarProps) {
  return (
    <header className="col-span-full flex h-bar items-center gap-3 border-b border-line bg-panel px-3.5">
      <div className="flex w-[166px] items-center gap-2 text-13 font-bold max-labels:w-auto">
        <Mark />
        <span className="max-labels:sr-only">Switchyard</span>
      </div>
      <span className="truncate text-muted" data-part="place">
        {place}
      </span>
      <span className="flex-1" />
      <button
        type="button"
        aria-haspopup="dialog"
        className="flex w-[300px] items-center justify-between rounded border border-line bg-bg px-2.5 py-1 text-faint hover:border-faint max-labels:w-[256px]"
        onClick={() => openOverlay({ kind: 'palette' })}
      >
        <span className="truncate pr-2">Search or run a command</span>
        <Kbd keys="mod+k" />
      </button>
      <Button keys="n" showKeys onClick={() => openOverlay({ kind: 'dispatch', project })}>
        Dispatch
      </Button>
    </header>
  )
}

/** Two tracks and the switch between them. */
function Mark() {
  return (
    <svg
      aria-hidden="true"
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
    >
      <path d="M2 4h14M2 14h14M5 4c4 0 4 10 8 10" />
    </svg>
  )
}
