import type { RunTab } from '../../lib/route.ts'
import { useActions } from '../../ui/actions/use-actions.ts'

const titles: readonly (readonly [tab: RunTab, title: string])[] = [
  ['plan', 'Plan of the run'],
  ['timeline', 'Timeline of the run'],
  ['attempts', 'Attempts of its tasks'],
  ['ask', 'Ask about the run'],
]

/** The parts of a run by number, as they stand beside each other. */
export function useTabKeys(offered: boolean, onGo: (tab: RunTab) => void): void {
  useActions(
    offered
      ? titles.map(([tab, title], at) => ({
          id: `run.tab.${tab}`,
          title,
          section: 'Run',
          keys: String(at + 1),
          run: () => onGo(tab),
        }))
      : [],
  )
}
