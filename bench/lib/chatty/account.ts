import type { Mail } from '../topology/mail.ts'

/** What one agent says of its part: what the host answered it, and what it was given to read. */
export class Account {
  readonly thread: string
  /** Ids of messages that were accepted, of sends to one. */
  readonly accepted = new Set<string>()
  /** Copies of broadcasts that were accepted: their ids are not told. */
  copies = 0
  /** Calls that were refused, by the first words of the reason; one without words counts as ''. */
  readonly refused = new Map<string, number>()
  /** In the order in which they came. */
  readonly heard: Pick<Mail, 'id' | 'from' | 'number' | 'kind'>[] = []
  calls = 0
  turns = 0

  constructor(thread: string) {
    this.thread = thread
  }

  hear(mail: readonly Mail[]): void {
    for (const { from, id, kind, number } of mail) this.heard.push({ id, from, number, kind })
  }

  refuse(why: string): void {
    const short = why
      .replaceAll(/\d[\d,]*/g, 'N')
      .replaceAll(/\b(?:n?[0-9a-z]*N[0-9a-zN]*)\b/g, 'N')
      .slice(0, 60)
    this.refused.set(short, (this.refused.get(short) ?? 0) + 1)
  }
}
