import type { AutomationTemplate } from '../../../shared/contract/automation-views.ts'

export const changelogAfterALanding: AutomationTemplate = {
  name: 'changelog-after-a-landing',
  title: 'Changelog after a landing',
  words: 'After each landing writes down what users will notice.',
  text: `# After each landing: one entry of the changelog, if there is something that users notice.
on:
  finished: { what: landing }

# Once for each commit, and not for its own.
dedupe: "{{event.commit}}"

dispatch:
  brief: |
    Commit {{event.commit}} has landed: {{event.title}}. It changed {{event.files}} files.

    Read what it changed. If people who use this project notice it, add one entry to CHANGELOG.md, in the section of
    what is not released yet and in the style of the entries there: what is different for them, in one or two
    sentences, without names of files, functions or tasks. If they notice nothing (tests, refactoring, tooling), change
    nothing and say so.

    Change no other file and no other entry. If the file is missing, change nothing and say so.
  effort: quick

limits: { parallel: 1, cost: 1, costPerDay: 10 }

then: [review]
`,
}
