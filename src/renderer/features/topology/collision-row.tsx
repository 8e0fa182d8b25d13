import type { Coupling } from '../../../shared/domain/topology/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { classNames } from '../../lib/class-names.ts'
import { apartBecause, memberTitle, pairWords, scoreText, tellingWords } from '../../lib/coupling-words.ts'
import { Glyph } from '../../ui/glyph.tsx'
import { mayAct, PairButtons } from './pair-buttons.tsx'
import { Spots } from './spots.tsx'

export interface CollisionRowProps {
  readonly pair: Coupling
  readonly onOpen: (pair: string) => void
}

export const collisionColumns =
  'grid min-h-row grid-cols-[18px_minmax(0,1fr)_auto] items-center gap-x-2 border-b border-soft px-4 whitespace-nowrap @min-[900px]:grid-cols-[18px_minmax(0,310px)_minmax(0,190px)_minmax(0,1fr)_auto]'

/** Two that are likely to collide: where, how surely, and what happens about it. */
export function CollisionRow({ pair, onOpen }: CollisionRowProps) {
  const { one, other, now } = useModel((model) => ({
    one: memberTitle(model, pair.members[0]),
    other: memberTitle(model, pair.members[1]),
    now: pairWords(model, pair),
  }))
  const names = `${one} and ${other}`
  const spots = pair.conflicts.length > 0 ? pair.conflicts : pair.spots
  const apart = apartBecause(pair)
  const quiet = pair.standing.kind === 'ignored'
  return (
    <li className={classNames(collisionColumns, quiet && 'text-muted')}>
      <Glyph kind="clash" name="" className={quiet ? 'opacity-50' : undefined} />
      <span className="truncate" title={names}>
        <b className="font-medium">{one}</b> and <b className="font-medium">{other}</b>
      </span>
      <span className="hidden @min-[900px]:flex">
        <Spots spots={spots} />
      </span>
      <span className="hidden text-muted @min-[900px]:flex">
        <Telling pair={pair} />
        <Score pair={pair} names={names} onOpen={onOpen} />
      </span>
      <span className="flex items-center justify-end gap-1">
        <span className="mr-2 @min-[900px]:hidden">
          <Score pair={pair} names={names} onOpen={onOpen} />
        </span>
        {now !== null && (
          <span className="max-w-80 truncate text-muted" title={apart ?? undefined}>
            {apart === null ? now : `${now}: ${apart}`}
          </span>
        )}
        {mayAct(pair, now) && <PairButtons pair={pair} names={names} />}
      </span>
    </li>
  )
}

/** Gives way to the score where there is no room for both. */
export function Telling({ pair }: Pick<CollisionRowProps, 'pair'>) {
  return (
    <span className="hidden min-w-0 @min-[1100px]:flex">
      <span className="min-w-0 truncate">{tellingWords(pair)}</span>
      <span className="whitespace-pre"> · </span>
    </span>
  )
}

export function Score({ pair, names, onOpen }: CollisionRowProps & { readonly names: string }) {
  const score = scoreText(pair.score)
  return (
    <button
      type="button"
      aria-label={`Coupling ${score}: why, of ${names}`}
      className="shrink-0 rounded text-muted underline decoration-line underline-offset-2 hover:text-text"
      onClick={() => onOpen(pair.id)}
    >
      coupling {score}
    </button>
  )
}
