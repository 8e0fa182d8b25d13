/** One message as it stands in a prompt or beside a tool's answer. */
export interface Mail {
  readonly id: string
  /** Counts those of its sender to its reader. */
  readonly number: number
  /** Null: the host. */
  readonly from: { readonly title: string; readonly thread: string } | null
  readonly kind: string
  readonly text: string
}

const header =
  /^Message (?<number>\d+) from (?:the host|“(?<title>.+)” \(thread (?<thread>\S+)\)), \d\d:\d\d UTC(?:, (?<kind>[a-z]+))?(?: to message \S+)? \(id (?<id>\S+)\):$/

/** The messages in a text: a line of the host's each, and the lines below it that are marked as somebody's words. */
export function mailIn(text: string): readonly Mail[] {
  const found: { mail: Omit<Mail, 'text'>; lines: string[] }[] = []
  for (const line of text.split('\n')) {
    const groups = header.exec(line)?.groups
    if (groups !== undefined) found.push({ mail: mailOf(groups), lines: [] })
    else if (line.startsWith('> ')) found.at(-1)?.lines.push(line.slice(2))
  }
  return found.map(({ lines, mail }) => ({ ...mail, text: lines.join('\n') }))
}

function mailOf({ id = '', kind = 'message', number, thread, title }: Readonly<Record<string, string | undefined>>) {
  return { id, number: Number(number), kind, from: thread === undefined ? null : { title: title ?? '', thread } }
}
