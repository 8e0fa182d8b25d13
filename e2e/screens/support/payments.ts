import type { Files } from '../../cli/kit/repository.ts'
import { steps, write } from '../../cli/kit/steps.ts'

/** The repository whose automations the screens show. */
export const payments: Files = {
  'README.md': '# Payments\n\nTakes orders, writes invoices, and sends refunds.\n',
  'package.json': '{ "name": "payments-api", "private": true, "scripts": { "test": "node --test" } }\n',
  'src/invoice.js':
    'export function totalOf(lines) {\n  return lines.map((line) => line.price * line.count).reduce((sum, one) => sum + one)\n}\n',
  'src/refund.js': 'export function refundOf(order) {\n  return { order: order.id, amount: -2 * order.total }\n}\n',
  'src/server.js': "import express from 'express'\n\nexport const server = express()\n",
  'db/schema.sql': 'create table invoice (id integer primary key, total integer not null);\n',
}

const script = (brief: string, list: readonly object[]) => `${brief}\n\n${steps(...list)}`

const used = (cost: number) => ({ usage: { used: 21_000, size: 200_000, cost } })

/** What the agent does about one issue. */
export const does = {
  repairs: [
    { think: 'An empty list has no first sum.' },
    { read: 'src/invoice.js' },
    { edit: { path: 'src/invoice.js', find: '(sum, one) => sum + one)', replace: '(sum, one) => sum + one, 0)' } },
    used(1.12),
    {
      say: 'An invoice without lines has no first sum, so `reduce` throws in `src/invoice.js`, line 2. It now begins with 0, and an empty invoice comes to 0.00.',
    },
  ],
  explains: [
    { read: 'src/invoice.js' },
    used(0.87),
    {
      say: 'The total is added up in cents and is right. What is wrong is the currency: the list is printed before the exchange rate of the day is read, so CHF is shown with the rate of the day before.\n\nNothing was changed. The repair is to read the rate in `src/server.js` before the list is made.',
    },
  ],
  finds: [
    { read: 'src/refund.js' },
    write(
      'test/refund.test.js',
      "import assert from 'node:assert/strict'\nimport { refundOf } from '../src/refund.js'\n\nassert.equal(refundOf({ id: 1, total: 100 }).amount, -100)\n",
    ),
    { edit: { path: 'src/refund.js', find: '-2 * order.total', replace: '-order.total' } },
    used(0.61),
    {
      say: 'The sum is doubled in `src/refund.js`, line 2, since refunds are booked per order and not per line. The test in `test/refund.test.js` failed before and passes now.',
    },
  ],
  works: [{ read: 'src/server.js' }, used(0.34), { run: { command: 'sleep 900', timeoutMs: 1_000_000 } }],
  asks: [
    { read: 'package.json' },
    used(0.22),
    { ask: { title: 'Install a package', command: 'npm install express@5' } },
  ],
  says: [used(0.05), { say: 'Done, and nothing had to be changed.' }],
  adds: [
    used(0.18),
    write('CHANGELOG.md', '# Changes\n\n- An invoice without lines no longer stops the night run.\n'),
    { say: 'One entry, under what is not released yet.' },
  ],
} as const satisfies Readonly<Record<string, readonly object[]>>

const indented = (text: string) => text.trimEnd().split('\n').join('\n    ').replaceAll(/ +$/gm, '')

interface Written {
  /** What stands above `dispatch`. */
  readonly when: string
  readonly brief: string
  /** Below the brief, a key of `dispatch` each. */
  readonly as?: string
  readonly rest?: string
}

/** The file of an automation; with `list` its brief holds the steps of the scripted agent. */
export function fileOf({ when, brief, as = '', rest = '' }: Written, list?: readonly object[]): string {
  const said = list === undefined ? brief : script(brief, list)
  const keys = as === '' ? '' : `  ${as.trimEnd().split('\n').join('\n  ')}\n`
  return `${when.trim()}\n\ndispatch:\n  brief: |\n    ${indented(said)}\n  agent: scripted\n${keys}\n${rest.trim()}\n`
}

export const investigate: Written = {
  when: `
# Looks into each new issue. The answer waits for your yes before it is posted.
on:
  issue: { events: [opened], every: 5s }

if:
  - { field: labels, isNot: question }
  - { field: authorIsBot, is: false }

# The same crash is often reported twice.
dedupe: "{{event.repository}} {{event.title}}"`,
  brief: `Find the cause of {{event.title}}. What was reported: {{event.body}}

Reproduce it with a failing test before changing anything. End with an answer to the person who reported it.`,
  as: `effort: quick
topology: queue
permissions:
  profile: restricted
  rules:
    - { verdict: allow, tool: edit, path: src/** }
    - { verdict: allow, tool: edit, path: test/** }
    - { verdict: allow, command: sleep * }`,
  rest: `
limits: { parallel: 2, cooldown: 10m, cost: 3, costPerDay: 20, quiet: "22:00-22:01", quietThen: hold }

then: [review, notify, comment]`,
}

export const reviews: Written = {
  when: 'on:\n  pull-request: { events: [ready], every: 5s }\ndedupe: "{{event.number}} {{event.commit}}"',
  brief: 'Review pull request {{event.number}}, {{event.title}}. Change no file.',
  as: 'permissions: restricted',
  rest: 'limits: { parallel: 2, cost: 3, costPerDay: 20 }\nthen: [review]',
}

export const others: Readonly<Record<string, Written>> = {
  'debug-failing-tests': {
    when: 'on:\n  check: { branch: main, every: 5s }\ndedupe: "{{event.commit}} {{event.check}}"',
    brief: 'The check {{event.check}} failed on {{event.commit}}. Find out why. It said: {{event.summary}}',
    as: 'permissions: restricted',
    rest: 'limits: { parallel: 1, cost: 5, costPerDay: 20 }\nthen: [review, notify]',
  },
  'review-pull-request': reviews,
  'nightly-dependency-update': {
    when: 'on:\n  schedule: { cron: "0 2 * * *", zone: Europe/Berlin, missed: once }',
    brief: 'Bring the dependencies up to date, one group at a time.',
    rest: 'limits: { parallel: 1, cost: 4, costPerDay: 4 }',
  },
  'schema-changed': {
    when: 'on:\n  files: { paths: [db/schema.sql], quiet: 1s }',
    brief: 'The schema has changed. Say what it breaks.',
    rest: 'limits: { parallel: 1, cost: 1 }',
  },
  'after-a-landing': {
    when: 'on:\n  finished: { what: landing }\ndedupe: "{{event.commit}}"',
    brief: 'Commit {{event.commit}} has landed. Write down what users will notice.',
    rest: 'limits: { parallel: 1, cost: 1, costPerDay: 10 }\nthen: [review]',
  },
  'weekly-report': {
    when: 'on:\n  schedule: { cron: "0 16 * * 5", zone: Europe/Berlin, missed: skip }',
    brief: 'Sum up what changed this week.',
  },
}

/** Of a repository that is gone. */
export const vanished: Written = {
  when: 'on:\n  issue: { events: [opened], repository: acme/vanished, every: 5s }',
  brief: 'Look into {{event.title}}.',
}

export const wrong = `# Labels what monitoring reports.
on:
  webhook: { kind: standard }
dispatch:
  breif: Say which part is down.
then: [revew]
`

/** Where the file of an automation is. */
export const placeOf = (name: string) => `.switchyard/automations/${name}.yaml`
