import { useKept } from '../../client/kept.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { Markdown } from '../../ui/markdown.tsx'
import { Scroller } from '../../ui/scroller.tsx'
import { Segmented } from '../../ui/segmented.tsx'

const views = [
  { value: 'text', title: 'As it is sent' },
  { value: 'page', title: 'As it will look' },
] as const

/** Exactly what would be written: letter by letter, or as the page will show it. */
export function ShownText({ title, text }: { readonly title: string | null; readonly text: string }) {
  const [view, setView] = useKept<'text' | 'page'>('outbound.view', 'text')
  return (
    <section aria-label="What would be written" className="rounded border border-line bg-panel">
      <div className="flex items-center gap-3 border-b border-soft px-3 py-1.5">
        <h3 className="min-w-0 flex-1 font-medium wrap-anywhere">
          {title === null ? <span className="font-normal text-muted">Comment</span> : visibleLine(title)}
        </h3>
        <Segmented label="Shown" value={view} choices={views} onChange={setView} />
      </div>
      <Scroller label="Its text" className="max-h-[42vh] px-3 py-2.5">
        {view === 'text' ? (
          <pre className="font-mono text-12 whitespace-pre-wrap wrap-anywhere">{visibleText(text)}</pre>
        ) : (
          <Markdown text={text} />
        )}
      </Scroller>
    </section>
  )
}
