import { automationLimits } from './definition.ts'
import { visibleSubject } from './made-visible.ts'

/** `investigate-new-issue` as people read it: Investigate new issue. */
export function automationTitle(name: string): string {
  const words = name.replaceAll('-', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What an event is about as one bounded line in which everything can be seen; null where nothing is left. */
export function subjectLine(subject: string | null): string | null {
  const line = subject === null ? '' : visibleSubject(subject, automationLimits.subject)
  return line === '' ? null : line
}

/** Of a run that an automation began. */
export function runTitle(name: string, subject: string | null): string {
  const line = subjectLine(subject)
  return line === null ? automationTitle(name) : `${automationTitle(name)}: ${line}`
}
