import { derived } from '../../client/derived.ts'
import { type Counts, countsOf } from './counts.ts'

/** The numbers around the screens, as they are now. */
export const useCounts = derived(countsOf, sameCounts)

function sameCounts(one: Counts, other: Counts): boolean {
  const { projects, ...numbers } = one
  return (
    Object.entries(numbers).every(([name, value]) => other[name as keyof Counts] === value) &&
    projects.length === other.projects.length &&
    projects.every(
      ({ project, live }, at) => other.projects[at]?.project === project && other.projects[at].live === live,
    )
  )
}
