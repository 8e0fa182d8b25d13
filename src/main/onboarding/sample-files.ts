/** The sample project: receipts of a corner shop, in plain JavaScript whose tests need nothing installed. */

const readme = `# Corner Shop

Prints the receipts of a small shop.

    node test/run.js    # runs the tests

- src/money.js writes amounts, src/basket.js adds them up, src/receipt.js prints them
- data/prices.csv has the prices, in cents
`

const manifest = `{
  "name": "corner-shop",
  "private": true,
  "type": "module",
  "scripts": { "test": "node test/run.js" }
}
`

const money = `/** Cents as people read them: 1250 is "12.50". */
export function formatMoney(cents) {
  return (cents / 100).toFixed(2)
}
`

const basket = `/** What the lines of a basket come to, in cents. */
export function totalOf(lines) {
  return lines.reduce((sum, line) => sum + line.price * line.count, 0)
}
`

const receipt = `import { totalOf } from './basket.js'
import { formatMoney } from './money.js'

export const heading = 'Corner Shop'

/** The receipt for the lines of a basket, as text. */
export function receiptOf(lines) {
  const rows = lines.map((line) => line.count + ' x ' + line.name + '  ' + formatMoney(line.price * line.count))
  return [heading, ...rows, 'Total  ' + formatMoney(totalOf(lines)), footer].join('\\n')
}

export const footer = 'Thank you'
`

const runner = `// Runs every function that the test files export.
import { readdir } from 'node:fs/promises'

const files = (await readdir(new URL('.', import.meta.url))).filter((name) => name.endsWith('.test.js')).sort()
let failed = 0
for (const file of files) {
  for (const [name, check] of Object.entries(await import('./' + file))) {
    try {
      check()
      console.log('ok    ' + file + '  ' + name)
    } catch (error) {
      failed += 1
      console.log('FAIL  ' + file + '  ' + name + '\\n      ' + error.message.split('\\n').join('\\n      '))
    }
  }
}
console.log(failed === 0 ? 'All tests pass.' : failed + ' failed.')
process.exitCode = failed === 0 ? 0 : 1
`

const moneyTest = `import assert from 'node:assert/strict'
import { formatMoney } from '../src/money.js'

export function writesCents() {
  assert.equal(formatMoney(1250), '12.50')
  assert.equal(formatMoney(5), '0.05')
}
`

const receiptTest = `import assert from 'node:assert/strict'
import { receiptOf } from '../src/receipt.js'

export function addsUp() {
  const lines = [
    { name: 'bread', price: 320, count: 1 },
    { name: 'apple', price: 45, count: 4 },
  ]
  assert.ok(receiptOf(lines).includes('4 x apple  1.80'))
  assert.ok(receiptOf(lines).includes('Total  5.00'))
}
`

const prices = `name,price
apple,45
bread,320
cheese,590
milk,129
tea,399
`

/** A commit of the sample adds files; none changes one of an earlier commit. */
interface SampleCommit {
  readonly message: string
  readonly files: Readonly<Record<string, string>>
}

export const sampleCommits: readonly SampleCommit[] = [
  {
    message: 'Write and add up amounts',
    files: { 'README.md': readme, 'package.json': manifest, 'src/money.js': money, 'src/basket.js': basket },
  },
  {
    message: 'Print receipts, with tests',
    files: {
      'src/receipt.js': receipt,
      'test/run.js': runner,
      'test/money.test.js': moneyTest,
      'test/receipt.test.js': receiptTest,
    },
  },
  {
    message: 'Add prices and the exports of last year',
    files: {
      'data/prices.csv': prices,
      'exports/november.csv': 'day,total\n28,41230\n29,38715\n',
      'exports/december.csv': 'day,total\n23,90412\n24,61008\n',
    },
  },
]
