const longest = 24

/** A key for a new task, made of its title: short, of allowed characters, and not among `taken`. */
export function keyFor(title: string, taken: ReadonlySet<string>): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const stem = shortened(words) || 'task'
  if (!taken.has(stem)) return stem
  let number = 2
  while (taken.has(`${stem}-${number}`)) number += 1
  return `${stem}-${number}`
}

/** Whole words as long as they fit. */
function shortened(words: string): string {
  if (words.length <= longest) return words
  const cut = words.slice(0, longest + 1)
  const end = cut.lastIndexOf('-')
  return end > 0 ? cut.slice(0, end) : cut.slice(0, longest)
}
