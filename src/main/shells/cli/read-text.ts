import { createReadStream } from 'node:fs'

/** The text of a file, or of standard input for 0; what is longer than the limit isn't read to its end. */
export async function readText(file: string | 0, limit: number): Promise<string> {
  const source = file === 0 ? process.stdin.setEncoding('utf8') : createReadStream(file, 'utf8')
  let text = ''
  for await (const chunk of source) {
    text += chunk
    if (text.length > limit) break
  }
  return text
}
