const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/
const code = /(`+)(?:(?!\1)[\s\S]|\1`+)*?\1(?!`)/g
const name = /(^|[^\w`/@])@(?=[A-Za-z\d])([\w/-]+)/g

/** Markdown in which names call nobody and no comment is hidden; code stays as it is, for nobody is called from there. */
export function withoutCalls(text: string): string {
  const lines: string[] = []
  let open: string | null = null
  for (const line of text.split('\n')) {
    const mark: string | null = fence.exec(line)?.[1] ?? null
    if (open === null) {
      lines.push(mark === null ? lineWithoutCalls(line) : line)
      open = mark
      continue
    }
    lines.push(line.replaceAll('<!--', '<! --'))
    if (mark?.startsWith(open) && line.trim() === mark) open = null
  }
  return lines.join('\n')
}

function lineWithoutCalls(line: string): string {
  const parts: string[] = []
  let from = 0
  for (const span of line.matchAll(code)) {
    parts.push(bare(line.slice(from, span.index)), span[0].replaceAll('<!--', '<! --'))
    from = span.index + span[0].length
  }
  return [...parts, bare(line.slice(from))].join('')
}

/** As code; beside a stray backtick, which would turn that around, apart from its sign. */
function bare(text: string): string {
  const called = text.includes('`') ? '$1@ $2' : '$1`@$2`'
  return text.replaceAll('<!--', '&lt;!--').replaceAll(name, called)
}
