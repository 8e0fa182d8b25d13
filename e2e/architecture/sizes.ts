import type { SourceFile } from './source-files.ts'

export interface SizeLimit {
  readonly what: string
  /** What the limit is measured over: the first group, or the whole match. */
  readonly unit: RegExp
  readonly limit: number
  readonly tests: 'only' | 'without'
}

/** Sentences about units of code whose lines together exceed the limit. */
export function findOversized(size: SizeLimit, files: readonly SourceFile[]): readonly string[] {
  const totals = new Map<string, number>()
  for (const file of files.filter((one) => one.isTest === (size.tests === 'only'))) {
    const match = size.unit.exec(file.path)
    const unit = match?.[1] ?? match?.[0]
    if (unit !== undefined) totals.set(unit, (totals.get(unit) ?? 0) + file.codeLines)
  }
  return [...totals]
    .filter(([, lines]) => lines > size.limit)
    .map(([unit, lines]) => `${unit}: ${lines} code lines, ${size.what} may have ${size.limit}`)
}
