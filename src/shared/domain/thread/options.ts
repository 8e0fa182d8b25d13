import type { PermissionOption, PermissionOptionKind } from './state.ts'

/** What an answer may choose among what the agent offers, best first. */
export const kinds: Readonly<Record<'allow' | 'allow-always' | 'deny', readonly PermissionOptionKind[]>> = {
  // An allowance never grows into a wider one than was given.
  allow: ['allow-once'],
  'allow-always': ['allow-always'],
  deny: ['deny-once', 'deny-always'],
}

export function pick(
  options: readonly PermissionOption[],
  wanted: readonly PermissionOptionKind[],
): PermissionOption | undefined {
  for (const kind of wanted) {
    const option = options.find((candidate) => candidate.kind === kind)
    if (option !== undefined) return option
  }
  return undefined
}
