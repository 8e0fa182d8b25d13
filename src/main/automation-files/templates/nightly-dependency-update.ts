import type { AutomationTemplate } from '../../../shared/contract/automation-views.ts'

export const nightlyDependencyUpdate: AutomationTemplate = {
  name: 'nightly-dependency-update',
  title: 'Nightly dependency update',
  words: 'Each night brings dependencies up to date in small steps, with the tests as proof.',
  text: `# Each night at two. Adapt the time zone and the gate to your project.
on:
  schedule: { cron: "0 2 * * *", zone: Europe/Berlin, missed: once }

dispatch:
  brief: |
    Bring the dependencies of this project up to date.

    1. List what is outdated. Take patch and minor versions; leave major versions alone and list them at the end with
       what would have to change.
    2. Update one group of packages that belong together at a time. After each, run the tests. Where they fail, read
       the notes of the release; adapt our code if the change is small, else take that group back and say why.
    3. Touch only manifests, lock files and the lines that an update demands. Don't add, remove or replace a
       dependency, and don't run scripts of packages that weren't run before.

    If nothing is outdated, change nothing. End with a table: package, from, to, and what of its release notes matters
    to us.
  effort: standard
  gates: [npm test]

limits: { parallel: 1, cost: 4, costPerDay: 4 }

then: [review]
`,
}
