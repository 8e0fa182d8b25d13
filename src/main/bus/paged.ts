export interface Page<Value> {
  readonly items: readonly Value[]
  /** Of the next page; null at the end. */
  readonly next: number | null
}

/** The page `number`, from 1, of `size` items. */
export function paged<Value>(values: readonly Value[], number: number, size: number): Page<Value> {
  const from = (number - 1) * size
  return { items: values.slice(from, from + size), next: values.length > from + size ? number + 1 : null }
}
