import type { AutomationTemplate } from '../../../shared/contract/automation-views.ts'
import { changelogAfterALanding } from './changelog-after-a-landing.ts'
import { debugFailingTests } from './debug-failing-tests.ts'
import { investigateNewIssue } from './investigate-new-issue.ts'
import { nightlyDependencyUpdate } from './nightly-dependency-update.ts'
import { reviewPullRequest } from './review-pull-request.ts'
import { weeklyReport } from './weekly-report.ts'

/** Files ready to begin from: one line each. */
export const templates: readonly AutomationTemplate[] = [
  investigateNewIssue,
  debugFailingTests,
  reviewPullRequest,
  nightlyDependencyUpdate,
  changelogAfterALanding,
  weeklyReport,
]
