import { visibleText } from './visible-text.ts'

/** Both sides of a comparison with every character visible; carriage returns only where they differ. */
export function visibleSides<Side extends string | null>(sides: readonly Side[]): readonly Side[] {
  const uses = sides.filter((side) => side !== null && side !== '').map((side) => side?.includes('\r\n'))
  const differ = new Set(uses).size > 1
  return sides.map((side) => (side === null ? side : (visibleSide(side, differ) as Side)))
}

/** The same for a patch, in which a side is a kind of line. */
export function visiblePatch(patch: string): string {
  const lines = patch.split('\n').filter((line) => /^[ +-]/.test(line) && !/^(\+\+\+|---) /.test(line))
  const returns = lines.filter((line) => line.endsWith('\r')).length
  return visibleSide(patch, returns > 0 && returns < lines.length)
}

function visibleSide(text: string, showReturns: boolean): string {
  return visibleText(showReturns ? text.replaceAll('\r\n', '␍\n') : text)
}
