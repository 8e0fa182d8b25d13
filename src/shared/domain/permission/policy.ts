/**
 * `standard`: the agent's own mode says what it asks about. `restricted`: it is begun in its most asking mode, every
 * request goes to a person unless a rule says otherwise, no answer counts for later ones, and pushing is denied.
 */
export type PermissionProfile = 'standard' | 'restricted'

/**
 * What a request is answered with where everything that the rule names fits it. Of several that fit, `deny` stands
 * before `ask`, and `ask` before `allow`. A rule that names nothing is refused when it is read.
 */
export interface PermissionRule {
  readonly verdict: 'allow' | 'ask' | 'deny'
  /** A kind of tool call (`read`, `edit`, `delete`, `move`, `search`, `execute`, `fetch`), or `comment` or `pull-request`. */
  readonly tool?: string
  /**
   * A glob, relative to the project. `allow` fits a request all of whose paths it matches, `deny` and `ask` one of whose
   * paths, or the words of whose command, it matches; where the paths aren't known, it is never allowed.
   */
  readonly path?: string
  /**
   * A command, word by word: `*` alone stands for any arguments, within a word for any letters, and at the end of the
   * last word for any rest of it and any further arguments. A compound command is taken apart: it is allowed where each
   * part is, `deny` and `ask` fit where they fit one; what can't be taken apart safely is never allowed.
   */
  readonly command?: string
}

export interface PermissionPolicy {
  readonly profile: PermissionProfile
  readonly rules: readonly PermissionRule[]
}

export const permissionLimits = { rules: 100, pattern: 500 } as const
