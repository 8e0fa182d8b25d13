import { useModel } from '../../client/model-hooks.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { CodeText } from '../../ui/code-text.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { SectionHeader } from '../../ui/section-header.tsx'
import { type Collision, liveFacts } from './live-facts.ts'

/** Pairs of threads whose work is likely to collide; nothing where there are none. */
export function Collisions() {
  const pairs = useModel((model) => liveFacts(model).collisions)
  if (pairs.length === 0) return null
  return (
    <section aria-label="Likely to collide" className="max-h-40 overflow-y-auto border-t border-line">
      <SectionHeader title="Likely to collide" detail="predicted from live changes, before anyone finishes" />
      <ul>
        {pairs.map((pair) => (
          <CollisionRow key={`${pair.one} ${pair.other}`} pair={pair} />
        ))}
      </ul>
    </section>
  )
}

function CollisionRow({ pair }: { readonly pair: Collision }) {
  const title = (id: string) => visibleLine(id)
  const names = useModel((model) => ({
    one: title(model.thread.get(pair.one)?.title ?? pair.one),
    other: title(model.thread.get(pair.other)?.title ?? pair.other),
  }))
  return (
    <li className="grid h-row grid-cols-[18px_minmax(0,310px)_minmax(0,170px)_1fr] items-center gap-2 border-b border-soft px-4 whitespace-nowrap">
      <Glyph kind="clash" name="" />
      <span className="truncate">
        <b className="font-medium">{names.one}</b> and <b className="font-medium">{names.other}</b>
      </span>
      <span className="truncate">
        <CodeText text={pair.paths.join(', ')} />
      </span>
      <span className="truncate text-muted">{pair.why}</span>
    </li>
  )
}
