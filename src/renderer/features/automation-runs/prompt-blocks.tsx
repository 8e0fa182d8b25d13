import type { PromptBlock } from '../../../shared/domain/thread/state.ts'
import { classNames } from '../../lib/class-names.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { blockTitles } from './dry-run-words.ts'

/** What an agent would read, block by block, exactly so; what a stranger wrote is marked as such. */
export function PromptBlocks({ blocks }: { readonly blocks: readonly PromptBlock[] }) {
  if (blocks.length === 0) {
    return <p className="text-muted">Nothing can be sent to an agent as it is: the reason stands above.</p>
  }
  return (
    <section aria-label="What the agent would read" className="rounded border border-line bg-bg">
      <h3 className="border-b border-soft px-3 py-1.5 text-12 text-muted">What the agent would read</h3>
      {numbered(blocks).map(({ id, block }) => {
        const outside = block.origin === 'event' || block.origin === 'peer'
        return (
          <div key={id} data-origin={block.origin} className="border-b border-soft px-3 py-2 last:border-b-0">
            <p className={classNames('text-11', outside ? 'text-run' : 'text-muted')}>{blockTitles[block.origin]}</p>
            {block.kind === 'text' ? (
              <p
                className={classNames(
                  'whitespace-pre-wrap wrap-anywhere',
                  outside && 'mt-1 border-l-2 border-run pl-2.5',
                )}
              >
                {visibleText(block.text)}
              </p>
            ) : (
              <p className="text-muted">A picture</p>
            )}
          </div>
        )
      })}
    </section>
  )
}

function numbered(blocks: readonly PromptBlock[]) {
  return blocks.map((block, at) => ({ id: String(at), block }))
}
