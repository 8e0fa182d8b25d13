/** Messages that a thread may send at once; it gains one more every `perMessageMs`. */
export const burst = 20
export const perMessageMs = 3_000

export const messageLimits = {
  /** UTF-16 units of one message. */
  text: 8_000,
  /** Waiting messages of one recipient; beyond it, sending is refused. */
  waiting: 10_000,
  /** Recipients of one command. */
  recipients: 100,
  /** Messages that are put whole into one turn, and their UTF-16 units; the rest is told by numbers and fetched by page. */
  perTurn: 20,
  perTurnText: 24_000,
  /** Messages of one page of the inbox. */
  page: 20,
  /** Refused messages of one thread that are kept whole; later ones are only counted. */
  refusedKept: 50,
  /** UTF-16 units that are kept of a refused one. */
  refusedText: 500,
  /** Questions of one thread that wait for an answer. */
  asked: 50,
  /** Milliseconds that an answer is waited for where nobody says how long, and at most. */
  questionMs: 600_000,
  longestQuestionMs: 86_400_000,
  touched: 500,
  findings: 200,
  findingText: 2_000,
  findingPaths: 20,
} as const
