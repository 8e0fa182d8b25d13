import type { Coupling, Member } from '../../../shared/domain/topology/state.ts'

export interface MatrixFacts {
  /** The closest first, so that what belongs together stands together. */
  readonly members: readonly Member[]
  /** By the tasks of row and column, in either order. */
  readonly at: (row: number, column: number) => Coupling | undefined
}

export function matrixOf(pairs: readonly Coupling[]): MatrixFacts {
  const members = ordered(pairs)
  const cells = new Map<string, Coupling>()
  for (const pair of pairs) {
    const [one, other] = pair.members
    cells.set(`${one.task} ${other.task}`, pair)
    cells.set(`${other.task} ${one.task}`, pair)
  }
  return { members, at: (row, column) => cells.get(`${members[row]?.task} ${members[column]?.task}`) }
}

/** Each task beside the one that it is closest to, of those that stand already. */
function ordered(pairs: readonly Coupling[]): readonly Member[] {
  const byScore = [...pairs].sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
  const order: Member[] = []
  const place = (task: string) => order.findIndex((member) => member.task === task)
  for (const { members } of byScore) {
    const [one, other] = members
    const [at, beside] = [place(one.task), place(other.task)]
    if (at === -1 && beside === -1) order.push(one, other)
    else if (at === -1) order.splice(beside + 1, 0, one)
    else if (beside === -1) order.splice(at + 1, 0, other)
  }
  return order
}

/** Where an arrow key leads from a cell; null for any other key. */
export function stepIn(size: number, [row, column]: readonly [number, number], key: string): [number, number] | null {
  const within = (at: number) => Math.max(0, Math.min(size - 1, at))
  switch (key) {
    case 'ArrowUp':
      return [within(row - 1), column]
    case 'ArrowDown':
      return [within(row + 1), column]
    case 'ArrowLeft':
      return [row, within(column - 1)]
    case 'ArrowRight':
      return [row, within(column + 1)]
    case 'Home':
      return [row, 0]
    case 'End':
      return [row, size - 1]
    default:
      return null
  }
}
