import { bared, type CommandPattern, commandPattern, couldMean, fitsWords } from './command-pattern.ts'
import { fitsPaths, meansPaths, pathsOfCommand } from './path-rule.ts'
import type { PermissionPolicy, PermissionRule } from './policy.ts'
import { meansPart, type ReadCommand, readCommand } from './read-command.ts'
import type { RequestFacts } from './request-facts.ts'
import { restrictedDenials } from './restricted.ts'

export interface Judgement {
  /** `ask`: a person answers. */
  readonly verdict: PermissionRule['verdict']
  /** Which of the policy's rules said so, from 1; `restricted` for the profile's own; null where none did. */
  readonly rule: number | 'restricted' | null
  /** One plain sentence; null where nothing had to be said. */
  readonly because: string | null
}

type Meaning = 'surely' | 'perhaps' | 'no'

interface Numbered extends PermissionRule {
  /** Its command; null where it names none. */
  readonly pattern: CommandPattern | null
  readonly number: number | 'restricted'
}

interface Judged {
  readonly facts: RequestFacts
  /** Null where it has no command, or none that is known. */
  readonly read: ReadCommand | null
  /** It runs something. */
  readonly runs: boolean
  /** All that it says, where no command is known. */
  readonly bare: string
  /** Those that its command may name; null where it isn't known in which folders it works. */
  readonly meant: readonly string[] | null
}

const nobodySaid: Judgement = { verdict: 'ask', rule: null, because: null }

/**
 * How a request is answered: a denial stands before a question, and a question before an allowance. Whatever could be
 * denied or asked about, and whatever isn't understood, is never allowed.
 */
export function judge(policy: PermissionPolicy, facts: RequestFacts): Judgement {
  const read = facts.command === null ? null : readCommand(facts.command)
  const runs = facts.kind === 'execute' || read !== null
  const judged = {
    facts,
    read,
    runs,
    bare: read === null ? bared(facts.text) : read.bare,
    meant: read === null ? [] : pathsOfCommand(read),
  }
  const rules = numbered(policy)
  let asking: Judgement | null = null
  for (const rule of rules) {
    if (rule.verdict === 'allow') continue
    const meaning = meansRequest(rule, judged)
    if (rule.verdict === 'deny' && meaning === 'surely') return said('deny', rule)
    if (meaning !== 'no') asking ??= said('ask', rule, meaning)
  }
  return asking ?? allowance(rules, judged) ?? nobodySaid
}

const denials = restrictedDenials.map((command) => withPattern({ verdict: 'deny', command }, 'restricted'))

function withPattern(rule: PermissionRule, number: Numbered['number']): Numbered {
  return { ...rule, number, pattern: rule.command === undefined ? null : commandPattern(rule.command) }
}

function numbered({ profile, rules }: PermissionPolicy): readonly Numbered[] {
  const own = rules.map((rule, index) => withPattern(rule, index + 1))
  if (profile === 'standard') return own
  return [...own, ...denials]
}

/** The least sure of everything that the rule names. */
function meansRequest(rule: Numbered, judged: Judged): Meaning {
  const meanings = [
    rule.tool === undefined ? 'surely' : meansTool(rule.tool, judged),
    rule.pattern === null ? 'surely' : meansCommand(rule.pattern, judged),
    rule.path === undefined ? 'surely' : meansPath(rule.path, judged),
  ]
  if (meanings.includes('no')) return 'no'
  return meanings.includes('perhaps') ? 'perhaps' : 'surely'
}

function meansTool(tool: string, { facts, runs }: Judged): Meaning {
  return facts.kind === tool || (runs && tool === 'execute') ? 'surely' : 'no'
}

function meansCommand(pattern: CommandPattern, { bare, facts, read, runs }: Judged): Meaning {
  if (read === null) {
    if (!couldMean(pattern, bare)) return 'no'
    if (runs) return 'surely'
    // A tool of another kind may run commands, or just speak of them.
    return facts.kind === 'other' ? 'perhaps' : 'no'
  }
  const meanings = read.parts.map((part) => meansPart(pattern, part))
  if (meanings.includes('surely') || (!read.understood && couldMean(pattern, bare))) return 'surely'
  return meanings.includes('perhaps') ? 'perhaps' : 'no'
}

function meansPath(glob: string, { facts, meant, read, runs }: Judged): Meaning {
  const named = meansPaths(glob, facts.paths ?? [])
  if (named === 'surely') return named
  if (read !== null) {
    const meaning = meant === null ? 'perhaps' : meansPaths(glob, meant)
    return meaning === 'no' && !read.understood ? 'perhaps' : meaning
  }
  return named === 'perhaps' || runs || facts.paths === null ? 'perhaps' : 'no'
}

function allowance(rules: readonly Numbered[], judged: Judged): Judgement | null {
  const allows = rules.filter((rule) => rule.verdict === 'allow' && fitsBeside(rule, judged))
  const { read, runs } = judged
  if (!runs) {
    const [rule] = allows.filter(({ command }) => command === undefined)
    return rule === undefined ? null : said('allow', rule)
  }
  if (read === null || !read.understood) return null
  const used: Numbered[] = []
  for (const { words } of read.parts) {
    const rule = allows.find(({ path, pattern }) => {
      // Paths don't bound what a command does.
      return pattern === null ? path === undefined : fitsWords(pattern, words)
    })
    if (rule === undefined) return null
    used.push(rule)
  }
  return used[0] === undefined ? null : said('allow', used[0])
}

/** Whether everything but the command fits. */
function fitsBeside({ path, tool }: PermissionRule, judged: Judged): boolean {
  const { facts } = judged
  if (tool === undefined && path === undefined) return true
  if (tool !== undefined && meansTool(tool, judged) === 'no') return false
  return path === undefined || fitsPaths(path, facts.paths)
}

const verbs = { allow: 'Allowed', ask: 'A person answers this', deny: 'Denied' } as const

function said(verdict: Judgement['verdict'], rule: Numbered, meaning: Meaning = 'surely'): Judgement {
  const named = [
    ...(rule.tool === undefined ? [] : [`tool ${rule.tool}`]),
    ...(rule.path === undefined ? [] : [`path “${rule.path}”`]),
    ...(rule.command === undefined ? [] : [`command “${rule.command}”`]),
  ].join(', ')
  const which =
    rule.number === 'restricted'
      ? `by what holds for every restricted thread (${named})`
      : `by rule ${rule.number} of its permissions (${rule.verdict} ${named})`
  const because =
    meaning === 'perhaps' ? `${verbs[verdict]}: it could be meant ${which}.` : `${verbs[verdict]} ${which}.`
  return { verdict, rule: rule.number, because }
}
