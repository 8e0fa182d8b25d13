import { readFileSync } from 'node:fs'

/** What the benchmark gave to this program. */
export function programInput<Input>(): Input {
  return JSON.parse(readFileSync(0, 'utf8'))
}

export function printAnswer(answer: unknown): void {
  process.stdout.write(JSON.stringify(answer))
}
