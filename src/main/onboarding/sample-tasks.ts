import type { SampleTask } from '../../shared/contract/channels/onboarding.ts'
import { type ScriptedTask, sampleTask } from './scripted-task.ts'

const discount: ScriptedTask = {
  title: 'Give a discount on full bags',
  wish: 'Ten articles or more get five percent off. Cover it with a test.',
  steps: `
- plan:
    - {content: See how a basket is added up, status: in_progress}
    - {content: Write the discount}
    - {content: Test it}
- think: The total is in cents, so the discount must be rounded to whole cents.
- read: src/basket.js
- sleep: 12000
- read: src/receipt.js
- sleep: 10000
- run: cat test/receipt.test.js
- sleep: 6000
- say: The discount becomes a module of its own, so that the total stays what it is.
- write:
    path: src/discount.js
    content: |
      /** What a basket of ten articles or more gets off its total, in cents. */
      export function discountOf(total, articles) {
        return articles < 10 ? 0 : Math.round(total * 0.05)
      }
- sleep: 16000
- plan:
    - {content: See how a basket is added up, status: completed}
    - {content: Write the discount, status: completed}
    - {content: Test it, status: in_progress}
- write:
    path: test/discount.test.js
    content: |
      import assert from 'node:assert/strict'
      import { discountOf } from '../src/discount.js'

      export function isForFullBags() {
        assert.equal(discountOf(1999, 9), 0)
        assert.equal(discountOf(1999, 10), 100)
      }
- sleep: 8000
- run: node test/run.js
- sleep: 10000
- think: Nine and ten articles are both covered. Nothing else needs to change.
- say: Ten articles or more get five percent off, rounded to cents. All tests pass.
`,
}

const priceList: ScriptedTask = {
  title: 'List the prices as a table',
  wish: 'Make a table for the shop window out of data/prices.csv.',
  steps: `
- think: A small script keeps the table true when prices change.
- read: data/prices.csv
- sleep: 10000
- write:
    path: src/price-table.js
    content: |
      import { readFileSync, writeFileSync } from 'node:fs'
      import { formatMoney } from './money.js'

      const [, ...rows] = readFileSync('data/prices.csv', 'utf8').trim().split('\\n')
      const lines = rows.map((row) => {
        const [name, price] = row.split(',')
        return '| ' + name + ' | ' + formatMoney(Number(price)) + ' |'
      })
      writeFileSync('PRICES.md', ['| article | price |', '| --- | ---: |', ...lines, ''].join('\\n'))
- sleep: 14000
- run: node src/price-table.js
- sleep: 8000
- read: PRICES.md
- repeat:
    times: 4
    everyMs: 6000
    steps:
      - run: tail -n +3 PRICES.md | wc -l
- say: PRICES.md has the table. Running src/price-table.js again brings it up to date.
`,
}

const exportsAway: ScriptedTask = {
  title: 'Remove the old exports',
  wish: 'Last year’s exports are in the way. Remove them, and keep new ones out of the repository.',
  steps: `
- read: README.md
- sleep: 8000
- think: Deleting a folder is worth a question first.
- ask:
    title: Delete the folder exports
    command: rm -r exports
    then:
      - run: rm -r exports
      - write: {path: .gitignore, content: "exports/\\n"}
      - sleep: 6000
      - say: The exports are gone, and new ones are ignored.
    otherwise:
      - say: The exports stay. Nothing was changed.
`,
}

const rounding: ScriptedTask = {
  title: 'Round totals to five cents',
  wish: 'Coins below five cents are no longer taken: round amounts to the nearest five cents, with a test.',
  steps: `
- read: src/money.js
- sleep: 8000
- write:
    path: src/rounding.js
    content: |
      /** An amount in cents that can be paid in coins. */
      export function toFiveCents(cents) {
        return Math.floor(cents / 5) * 5
      }
- sleep: 10000
- write:
    path: test/rounding.test.js
    content: |
      import assert from 'node:assert/strict'
      import { toFiveCents } from '../src/rounding.js'

      export function roundsToTheNearest() {
        assert.equal(toFiveCents(102), 100)
        assert.equal(toFiveCents(103), 105)
      }
- sleep: 8000
- run: node test/run.js
- sleep: 4000
- say: >-
    The test fails: 103 cents should become 105 and become 100. The rounding always goes down. I stopped here; it is
    not repaired.
`,
  followUp: {
    label: 'Send the repair',
    prompt: 'Round to the nearest five cents instead of down, then run the tests again.',
    steps: `
- read: src/rounding.js
- edit: {path: src/rounding.js, find: Math.floor, replace: Math.round}
- sleep: 4000
- run: node test/run.js
- say: It rounds to the nearest five cents now. All tests pass.
`,
  },
}

/** Two of these change the line of the heading, so whichever lands second meets a conflict. */
function onReceipt(what: { readonly title: string; readonly wish: string; readonly text: string }): ScriptedTask {
  return {
    title: what.title,
    wish: what.wish,
    steps: `
- read: src/receipt.js
- sleep: 12000
- think: The heading is the first line of every receipt. It fits there.
- edit: {path: src/receipt.js, find: "'Corner Shop'", replace: "'Corner Shop, ${what.text}'"}
- sleep: 10000
- run: node test/run.js
- say: The heading of the receipt says it now. All tests pass.
`,
    followUp: {
      label: 'Move it to the footer',
      prompt: 'The heading was changed meanwhile. Leave it as it was, and put this into the footer.',
      steps: `
- edit: {path: src/receipt.js, find: "'Corner Shop, ${what.text}'", replace: "'Corner Shop'"}
- edit: {path: src/receipt.js, find: "'Thank you'", replace: "'Thank you. ${what.text}'"}
- sleep: 4000
- run: node test/run.js
- say: It stands in the footer now, and the heading is as it was. All tests pass.
`,
    },
  }
}

const street = onReceipt({
  title: 'Put the street on the receipt',
  wish: 'Customers want the address on the receipt.',
  text: '12 Mill Lane',
})

const hours = onReceipt({
  title: 'Put the opening hours on the receipt',
  wish: 'Customers want the opening hours on the receipt.',
  text: 'open from 8 to 18',
})

/** In the order they are dispatched: what asks and what fails come early, so that there is something to do soon. */
export const sampleTasks: readonly SampleTask[] = [exportsAway, rounding, discount, street, hours, priceList].map(
  sampleTask,
)
