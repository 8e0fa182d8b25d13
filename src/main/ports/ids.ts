/** Fresh identifiers as a port, so that tests are repeatable. */
export interface IdSource {
  /** A short, lower-case, URL- and ref-safe identifier that is unique across hosts. */
  next(): string
}
