import type { AutomationTemplate } from '../../../shared/contract/automation-views.ts'

export const weeklyReport: AutomationTemplate = {
  name: 'weekly-report',
  title: 'Weekly report',
  words: 'Each Friday sums up what changed in the week, as a file to review.',
  text: `# Each Friday at four. Adapt the time zone and the folder to your project.
on:
  schedule: { cron: "0 16 * * 5", zone: Europe/Berlin, missed: once }

dispatch:
  brief: |
    Write the report of this week, which ends at {{event.local}} ({{event.zone}}), into docs/reports/ under the date as
    its name. Make the folder if it is missing; change nothing else.

    Take it from the history of this repository alone: commits of the last seven days on the main branch, and what
    they changed. In at most one page:

    - What users get: three to six points, each with the commits it rests on.
    - What was repaired, and what broke it, where the history tells.
    - What changed inside that the next weeks will feel: dependencies, structure, tests.
    - What looks unfinished: branches with recent work, tests that are skipped, notes to do something that were added.

    State only what the history shows, with commit ids. No praise and no guesses about plans. If nothing happened, say
    so in one sentence.
  effort: quick

limits: { parallel: 1, cost: 1 }

then: [review, notify]
`,
}
