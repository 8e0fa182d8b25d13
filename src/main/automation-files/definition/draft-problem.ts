/** Something wrong at a path of a file; its line and column are found where the document is at hand. */
export interface DraftProblem {
  readonly path: readonly (string | number)[]
  readonly code: string
  readonly message: string
  readonly remedy: string
  /** Offset in the text at that path, where it is known more closely. */
  readonly index?: number
}
