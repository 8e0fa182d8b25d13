import type { FiringSource } from '../../shared/domain/automation/state.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { ForgeIssue, ForgeRepository } from '../ports/forge.ts'
import type { TriggerField } from '../ports/trigger.ts'

/** UTF-16 units of a text; what is longer is cut. */
const longestText = 16_000

/** In what the host itself has written there: it never fires anything. */
const ownMark = '<!-- switchyard:'

export function isOwn(text: string): boolean {
  return text.includes(ownMark)
}

export const subjectFields: readonly TriggerField[] = [
  { name: 'repository', kind: 'text', words: 'owner/name', example: 'acme/payments' },
  { name: 'number', kind: 'number', words: 'Its number', example: 482 },
  { name: 'title', kind: 'text', words: 'Its title', example: 'Rounding is off by a cent' },
  { name: 'body', kind: 'text', words: 'Its text, or nothing', example: 'Add 0.1 and 0.2 …' },
  { name: 'author', kind: 'text', words: 'Who wrote the text that fires', example: 'octocat' },
  { name: 'authorIsBot', kind: 'boolean', words: 'Whether that is a program', example: false },
  { name: 'labels', kind: 'list', words: 'Its labels', example: ['bug'] },
  { name: 'state', kind: 'text', words: 'open or closed', example: 'open' },
  { name: 'action', kind: 'text', words: 'What happened', example: 'opened' },
  { name: 'url', kind: 'text', words: 'Its address', example: 'https://github.com/acme/payments/issues/482' },
]

/** Fields that issues and pull requests share. */
export function subjectOf(at: ForgeRepository, issue: ForgeIssue, action: string): JsonObject {
  return {
    repository: at.repository,
    number: issue.number,
    title: issue.title,
    body: bounded(issue.body),
    author: issue.author.name,
    authorIsBot: issue.author.bot,
    labels: issue.labels,
    state: issue.state,
    action,
    url: issue.url,
  }
}

/** `what`: `issue` or `pull request`; `by` is a name that strangers chose. */
export function sourceOf(
  at: ForgeRepository,
  {
    by,
    link,
    number,
    what,
  }: { readonly what: string; readonly number: number; readonly by: string; readonly link: string },
): FiringSource {
  return {
    words: `GitHub ${what} #${number} of ${at.repository}, by ${by}`,
    link,
    outside: true,
    reply: { kind: 'github', host: at.host, repository: at.repository, number },
  }
}

export function bounded(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText).replace(/[\uD800-\uDBFF]$/, '')} …`
}

/** Whether somebody is addressed in a text, by a word of its own outside of what is quoted. */
export function mentions(text: string, name: string): boolean {
  const own = text.split('\n').filter((line) => !/^\s*>/.test(line))
  const escaped = name.replaceAll(/[^\w]/g, '\\$&')
  const word = new RegExp(`(?<![\\w@/-])${escaped}(?![\\w/-])`, 'i')
  return own.some((line) => word.test(line))
}
