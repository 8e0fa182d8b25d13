/** What is wrong with a script and where. Lines count from 1, inside the steps block. */
export interface ScriptProblem {
  readonly line: number
  /** Name of the step it was found in, where there is one. */
  readonly step: string | null
  readonly message: string
}
