export function sameCommands(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((command, index) => command === other[index])
}
