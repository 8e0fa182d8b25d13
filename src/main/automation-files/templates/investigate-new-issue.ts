import type { AutomationTemplate } from '../../../shared/contract/automation-views.ts'

export const investigateNewIssue: AutomationTemplate = {
  name: 'investigate-new-issue',
  title: 'Investigate new issue',
  words: 'Finds the cause of each new issue and drafts an answer. Nothing is posted before you have read it.',
  text: `# Looks into each new issue. The answer waits for your yes before it is posted.
on:
  issue: { events: [opened] }

if:
  - { field: authorIsBot, is: false }
  - { field: labels, isNot: question }

# One dispatch for each issue, however often it is told.
dedupe: "{{event.repository}}#{{event.number}}"

dispatch:
  brief: |
    Investigate issue {{event.number}} of this repository. Its title: {{event.title}}. Its text: {{event.body}}

    1. Say in one sentence what is reported, and what you would expect instead. If it is no report of a defect in this
       repository, stop there and say what it is.
    2. Reproduce it with the smallest test you can write, in the style of the tests that are there. Run it and see it
       fail for the reported reason. If you can't reproduce it, say what you tried and what you would need to know.
    3. Find the cause: the file, the line, and since which change, if the history tells. Check that nothing else
       explains what was reported.
    4. If the repair is small and plainly right, make it, with the test from step 2, and run the tests around it.
       Otherwise leave the code as it is and describe the repair you would make and what it may break.

    End with an answer to the person who reported it: what happens, why, and what comes next, in at most 150 words,
    with file names and line numbers, without promises and without guesses that you didn't check.
  permissions: restricted

limits: { parallel: 2, cost: 3, costPerDay: 20, quiet: "22:00-07:00", quietThen: hold }

then: [review, comment]
`,
}
