import { expect, it } from 'vitest'
import { withoutCalls } from './without-calls.ts'

it.each([
  ['Ask @octocat, or @acme/team.', 'Ask `@octocat`, or `@acme/team`.'],
  ['Mail me@x.example about a@b', 'Mail me@x.example about a@b'],
  ['Run `npm i @acme/x` for @acme', 'Run `npm i @acme/x` for `@acme`'],
  ['Odd ` @acme', 'Odd ` @ acme'],
  ['```py\n@property\n```\n@octocat', '```py\n@property\n```\n`@octocat`'],
  ['~~~\n```\n@a\n~~~\n@b', '~~~\n```\n@a\n~~~\n`@b`'],
  ['a <!-- b --> `<!-- c -->`', 'a &lt;!-- b --> `<! -- c -->`'],
  ['```\n<!-- x\n```', '```\n<! -- x\n```'],
  ['```` `@x` ```` @y', '```` `@x` ```` `@y`'],
])('%j', (text, expected) => {
  expect(withoutCalls(text)).toBe(expected)
})
