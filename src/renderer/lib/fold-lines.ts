export interface Folded {
  /** How many lines are left out before `text`. */
  readonly hidden: number
  readonly text: string
}

/** The last `lines` lines of a text, which of an output say most. A closing line break is no line. */
export function lastLines(text: string, lines: number): Folded {
  const whole = text.endsWith('\n') ? text.slice(0, -1) : text
  let start = whole.length
  for (let left = lines; left > 0; left -= 1) {
    start = whole.lastIndexOf('\n', start - 1)
    if (start <= 0) return start === 0 && left === 1 ? { hidden: 1, text: whole.slice(1) } : { hidden: 0, text: whole }
  }
  const before = whole.slice(0, start)
  return { hidden: before.split('\n').length, text: whole.slice(start + 1) }
}
