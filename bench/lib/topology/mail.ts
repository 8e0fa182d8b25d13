/** One message as it stands in a prompt or beside a tool's answer. */
export interface Mail {
  readonly id: string
  /** Null: the host. */
  readonly from: { readonly title: string; readonly thread: string } | null
  readonly kind: string
  readonly text: string
}

const header =
  /^Message \d+ from (?:the host|(?<title>.+) \(thread (?<thread>\S+)\)), \d\d:\d\d UTC(?:, (?<kind>[a-z]+))?(?: to message \S+)? \(id (?<id>\S+)\):$/

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

function mailOf({ id = '', kind = 'message', thread, title }: Readonly<Record<string, string | undefined>>) {
  return { id, kind, from: thread === undefined ? null : { title: title ?? '', thread } }
}
