import type { Thread } from '../../../../shared/domain/thread/state.ts'
import { useThread } from '../../../client/model-hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { CodeText } from '../../../ui/code-text.tsx'
import { goToThread } from '../go-to-thread.ts'
import { ownPart } from './contract-words.ts'
import { useContracts } from './use-contracts.ts'

/** In a review: which interfaces the work gives and which it builds on, and whether a newer one is there. */
export function ReviewContracts({ thread: id }: { readonly thread: string }) {
  const thread = useThread(id)
  return thread === undefined ? null : <OfThread thread={thread} />
}

function OfThread({ thread }: { readonly thread: Thread }) {
  const contracts = useContracts(thread.project, thread.id)
  const own = contracts.flatMap((contract) => {
    const part = ownPart(contract, thread.id)
    return part === null ? [] : [{ contract, part }]
  })
  if (own.length === 0) return null
  return (
    <section aria-label="Contracts">
      <h3 className="mb-1 text-12 font-medium text-muted">Contracts</h3>
      <ul>
        {own.map(({ contract: { id, name, version }, part }) => (
          <li key={id} className="wrap-anywhere">
            <CodeText text={name} />{' '}
            <span className="text-muted">{part.own ? `v${version}, ${part.text}` : part.text}</span>
            {part.newer !== null && <span className="text-run">{`, v${part.newer} is there`}</span>}
          </li>
        ))}
      </ul>
      <Button kind="quiet" size="small" className="-ml-2" onClick={() => goToThread(thread.id, 'peers')}>
        Read them
      </Button>
    </section>
  )
}
