import type { Files } from '../../cli/kit/repository.ts'

/** The repository that the screens show. */
export const shop: Files = {
  'README.md': '# Corner Shop\n\nPrints the receipts of a small shop.\n',
  'src/money.js': 'export function formatMoney(cents) {\n  return (cents / 100).toFixed(2)\n}\n',
  'src/basket.js':
    'export function totalOf(lines) {\n  return lines.reduce((sum, line) => sum + line.price * line.count, 0)\n}\n',
  'src/receipt.js': [
    "import { totalOf } from './basket.js'",
    "import { formatMoney } from './money.js'",
    '',
    "export const heading = 'Corner Shop'",
    '',
    'export function receiptOf(lines) {',
    "  const rows = lines.map((line) => line.count + ' x ' + line.name)",
    "  return [heading, ...rows, 'Total  ' + formatMoney(totalOf(lines))].join('\\n')",
    '}',
    '',
  ].join('\n'),
  'data/prices.csv': 'name,price\napple,45\nbread,320\ncheese,590\nmilk,129\ntea,399\n',
}

const told = (wish: string, steps: string) => `${wish}\n\n\`\`\`steps\n${steps.trim()}\n\`\`\`\n`

/** Asks before it deletes, and waits. */
export const asks = told(
  'Last year’s exports are in the way. Remove them, and keep new ones out of the repository.',
  `
- read: README.md
- think: Deleting a folder is worth a question first.
- run: ls data
- sleep: 1500
- say: The folder exports holds last year's reports. Nothing reads them any more.
- ask:
    title: Delete the folder exports
    command: rm -r exports
    then:
      - write: {path: .gitignore, content: "exports/\\n"}
      - say: The exports are gone, and new ones are ignored.
    otherwise:
      - say: The exports stay. Nothing was changed.
`,
)

/** Changes three files, runs a check, and says so. */
export const changes = told(
  'Ten articles or more get five percent off. Cover it with a test.',
  `
- plan:
    - {content: See how a basket is added up, status: completed}
    - {content: Write the discount, status: completed}
    - {content: Test it, status: in_progress}
- think: The total is in cents, so the discount must be rounded to whole cents.
- read: src/basket.js
- sleep: 1200
- write:
    path: src/discount.js
    content: |
      /** What a basket of ten articles or more gets off its total, in cents. */
      export function discountOf(total, articles) {
        return articles < 10 ? 0 : Math.round(total * 0.05)
      }
- sleep: 900
- edit:
    path: src/receipt.js
    find: "import { formatMoney } from './money.js'"
    replace: "import { discountOf } from './discount.js'\\nimport { formatMoney } from './money.js'"
- edit:
    path: src/receipt.js
    find: "'Total  ' + formatMoney(totalOf(lines))"
    replace: "'Total  ' + formatMoney(totalOf(lines) - discountOf(totalOf(lines), lines.length))"
- write: {path: test/discount.test.js, content: "import assert from 'node:assert/strict'\\nimport { discountOf } from '../src/discount.js'\\n\\nassert.equal(discountOf(1999, 10), 100)\\n"}
- sleep: 700
- run: node test/discount.test.js && echo ok
- usage: {used: 18400, size: 200000, cost: 0.21}
- say: |
    Ten articles or more get **five percent** off, rounded to cents.

    - \`src/discount.js\` has the rule
    - \`test/discount.test.js\` covers both sides of the limit
`,
)

/** Works until the picture is taken, and longer. */
export const works = (what: string) =>
  told(
    'Make a table for the shop window out of data/prices.csv.',
    `
- think: A small script keeps the table true when prices change.
- read: data/prices.csv
- sleep: 1500
- write: {path: PRICES.md, content: "# Prices\\n"}
- usage: {used: 9200, size: 200000, cost: 0.08}
- say: The table comes from the file, so that it stays true.
- sleep: 800
- run: {command: "echo ${what}; for n in 1 2 3 4 5 6 7 8 9; do echo row $n; sleep 0.2; done; sleep 200", timeoutMs: 300000}
`,
  )

/** Takes the same line that `heading` of others takes. */
export const heading = (text: string) =>
  told(
    'Customers want it on the receipt.',
    `
- read: src/receipt.js
- edit: {path: src/receipt.js, find: "'Corner Shop'", replace: "'Corner Shop, ${text}'"}
- say: The heading of the receipt says it now.
`,
  )

export const answersOnly = told('Why is the total rounded?', '- say: It is not rounded. Cents are whole numbers here.')

export const limited = told(
  'Translate the receipt.',
  `
- read: src/receipt.js
- sleep: 600
- fail: {class: rateLimit, retryAfterMs: 1500000}
`,
)

export const crashes = told(
  'Sort the basket by aisle.',
  `
- read: src/basket.js
- write: {path: src/aisles.js, content: "export const aisles = []\\n"}
- sleep: 400
- crash: 3
`,
)

const titles = [
  ...['Give a discount on full bags', 'Remove the old exports', 'List the prices as a table', 'Translate the receipt'],
  ...['Round totals to five cents', 'Sort the basket by aisle', 'Show the date on the receipt', 'Read prices in euros'],
  ...['Refuse negative counts', 'Print on narrow paper', 'Warn about unknown articles', 'Add the tax by article'],
  ...['Keep a log of receipts', 'Name the cashier', 'Split a bill in two', 'Accept vouchers', 'Weigh fruit'],
  ...['Speed up the price list', 'Drop the old price format', 'Explain the rounding', 'Check the totals at night'],
  ...['Export to a table', 'Import from the till', 'Hide empty lines', 'Show what is on sale', 'Test the heading'],
  ...['Describe the set-up', 'Use one word for article', 'Count the customers', 'Close the day'],
] as const

/** A call of a tool that takes its time, as agents with a model make them. */
function calls(id: string, [kind, title]: readonly [kind: string, title: string], ms: number): string {
  const call = `sessionUpdate: tool_call, toolCallId: ${id}, status: in_progress, kind: ${kind}, title: "${title}"`
  return [
    `- unknownUpdate: {${call}}`,
    `- sleep: ${ms}`,
    `- unknownUpdate: {sessionUpdate: tool_call_update, toolCallId: ${id}, status: completed}`,
  ].join('\n')
}

const files = ['src/basket.js', 'src/receipt.js', 'src/money.js', 'data/prices.csv', 'README.md'] as const
const doings = [
  ['read', 1100],
  ['edit', 2600],
  ['execute', 1900],
  ['edit', 1500],
  ['think', 900],
  ['read', 700],
  ['edit', 3400],
  ['execute', 1200],
] as const

/** Work of `length` stretches as it looks on a track; another with each `index`. */
function rhythm(index: number, length: number): string {
  const stretches = Array.from({ length }, (_, at) => {
    const [kind, ms] = doings[(index * 3 + at) % doings.length] ?? doings[0]
    const file = files[(index + at) % files.length] ?? files[0]
    const title = kind === 'execute' ? 'npm test' : file
    const lasts = ms + ((index * 7 + at * 5) % 9) * 120
    return `${calls(`w${at}`, [kind, title], lasts)}\n- sleep: ${250 + ((index + at) % 4) * 200}`
  })
  return stretches.join('\n')
}

const file = (index: number) => `src/step-${index}.js`
const cost = (index: number) => (0.08 + ((index * 37) % 140) / 100).toFixed(2)

const written = (index: number) => {
  const lines = Array.from({ length: 4 + ((index * 11) % 60) }, (_, at) => `export const line${at} = ${at}\\n`)
  return `- write: {path: ${file(index)}, content: "${lines.join('')}"}\n- usage: {used: ${9000 + index * 700}, size: 200000, cost: ${cost(index)}}`
}

const endings: readonly ((index: number) => string)[] = [
  () => '- say: Done, and tested by hand.',
  (index) => rhythm(index + 1, 60),
  () => '- say: The rule is in one place now.',
  () => '- ask: {title: Install a package, command: npm install vitest, then: [{say: Installed.}]}',
  (index) => rhythm(index + 4, 60),
  () => '- say: Done. The old way still works.',
  () => '- fail: {class: rateLimit, retryAfterMs: 1500000}',
  (index) => rhythm(index + 2, 60),
  () => '- say: Done, with a line in the README.',
  () => '- crash: 3',
]

/** Thirty tasks of every kind, at work for a while. */
export const thirty = titles.map((title, index) => ({
  title,
  prompt: told(
    `${title}.`,
    [rhythm(index, 3 + (index % 4)), written(index), (endings[index % endings.length] ?? (() => ''))(index)].join('\n'),
  ),
}))
