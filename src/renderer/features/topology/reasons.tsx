import type { Coupling, Part, Spot } from '../../../shared/domain/topology/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { memberTitle, pairWords, partTitles, scoreText, shareOf, spotWords } from '../../lib/coupling-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { CodeText } from '../../ui/code-text.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { mayAct, PairButtons } from './pair-buttons.tsx'
import { sumWords } from './sum-words.ts'

export interface ReasonsProps {
  readonly pair: Coupling
  readonly onClose: () => void
}

/** A score taken apart: what each kind of evidence adds, and what it rests on. */
export function Reasons({ pair, onClose }: ReasonsProps) {
  const { one, other, now } = useModel((model) => ({
    one: memberTitle(model, pair.members[0]),
    other: memberTitle(model, pair.members[1]),
    now: pairWords(model, pair),
  }))
  const names = `${one} and ${other}`
  const conflicts = new Set(pair.conflicts.map(spotWords))
  const others = pair.spots.filter((spot) => !conflicts.has(spotWords(spot)))
  const parts = [...pair.parts].sort((first, second) => shareOf(second) - shareOf(first))
  return (
    <Dialog open onClose={onClose} title={`Why coupling ${scoreText(pair.score)}`} detail={names}>
      <DialogBody className="flex flex-col gap-3.5">
        <table className="w-full">
          <thead className="text-11 text-faint">
            <tr className="border-b border-soft text-left">
              <th className="pb-1 font-normal">Evidence</th>
              <th className="pb-1 text-right font-normal">Found</th>
              <th className="pb-1 pl-4 text-right font-normal">Weight</th>
              <th className="pb-1 pl-4 text-right font-normal">Alone</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <PartRow key={part.kind} part={part} />
            ))}
          </tbody>
        </table>
        <p className="text-muted">{sumWords(parts, pair.score)}</p>
        <Places title="Merging what they have now conflicts in" spots={pair.conflicts} />
        <Places title="Both have to do with" spots={others} />
      </DialogBody>
      <DialogFooter text={now ?? 'Nothing is done about it yet.'}>
        {mayAct(pair, now) && <PairButtons pair={pair} names={names} />}
        <Button onClick={onClose}>Close</Button>
      </DialogFooter>
    </Dialog>
  )
}

function PartRow({ part }: { readonly part: Part }) {
  return (
    <tr className="border-b border-soft align-top">
      <th scope="row" className="py-1.5 pr-3 text-left font-normal">
        <span className="font-medium">{partTitles[part.kind]}</span>
        {part.details.map((detail) => (
          <span key={detail} className="block text-12 text-muted wrap-anywhere">
            {visibleLine(detail)}
          </span>
        ))}
      </th>
      <td className="py-1.5 text-right text-muted">{scoreText(part.value)}</td>
      <td className="py-1.5 pl-4 text-right whitespace-nowrap text-muted">× {scoreText(part.weight)}</td>
      <td className="py-1.5 pl-4 text-right">{scoreText(shareOf(part))}</td>
    </tr>
  )
}

function Places({ title, spots }: { readonly title: string; readonly spots: readonly Spot[] }) {
  if (spots.length === 0) return null
  return (
    <section>
      <h3 className="pb-0.5 text-12 text-muted">{title}</h3>
      <ul>
        {spots.map((spot) => (
          <li key={spotWords(spot)} className="truncate">
            <CodeText text={spotWords(spot)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
