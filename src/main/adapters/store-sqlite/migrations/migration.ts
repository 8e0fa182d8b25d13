/** One step of the file format. Its number is the `user_version` that the file has afterwards. */
export interface Migration {
  readonly version: number
  readonly sql: string
}
