import { useKept } from '../../client/kept.ts'
import { clockTime } from '../../lib/format-time.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { SectionHeader } from '../../ui/section-header.tsx'
import type { Decided } from './decided.ts'

/** What was decided here since midnight, folded. */
export function DecidedToday({ items, now }: { readonly items: readonly Decided[]; readonly now: number }) {
  const [open, setOpen] = useKept<boolean>('inbox.decided.open', false)
  if (items.length === 0) return null
  return (
    <section aria-label="Decided today">
      <SectionHeader title="Decided today" detail={String(items.length)}>
        <Button kind="quiet" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide' : 'Show'}
        </Button>
      </SectionHeader>
      {open && (
        <ul>
          {items.map(({ key, title, what, at }) => (
            <li key={`${key} ${at}`} className="flex items-baseline gap-3 border-b border-soft px-4 py-1 text-muted">
              <span className="min-w-0 flex-1 truncate">{visibleLine(title)}</span>
              <span className="text-12">{what}</span>
              <time className="text-12 text-faint">{clockTime(at, now)}</time>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
