import type { AutomationTemplate } from '../../../shared/contract/automation-views.ts'

export const debugFailingTests: AutomationTemplate = {
  name: 'debug-failing-tests',
  title: 'Debug failing tests',
  words: 'When a check fails on main, finds out why and prepares the repair.',
  text: `# When a check fails on main: find out why, and repair it. Adapt the branch and the gate to your project.
on:
  check: { branch: main }

# One dispatch for each commit and check.
dedupe: "{{event.commit}} {{event.check}}"

dispatch:
  brief: |
    A check has failed on {{event.branch}} at commit {{event.commit}}. The check: {{event.check}}. What it said:
    {{event.summary}}

    1. Run the failing tests here, on that commit. Note the exact failure. If they pass, run them five more times: a
       test that fails only sometimes is the defect then.
    2. Compare with the last commit on which they passed, and find the change that made them fail.
    3. Decide whether the code or the test is wrong, and say why. Never skip, delete or weaken a test, and don't raise a
       time limit, unless the test itself is what is wrong; then say what proves that.
    4. Make the smallest repair. Run the failing tests, then all tests around them.

    If the cause lies outside this repository (a service, a registry, the machine), change nothing and say what you saw.
    End with the cause in two sentences and the names of the tests you ran.
  effort: standard
  permissions: restricted
  gates: [npm test]

limits: { parallel: 1, cooldown: 30m, cost: 5, costPerDay: 20 }

then: [review, notify]
`,
}
