import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Axe in the page itself: it has no frames, and by default every look would open one more page to put them together. */
export function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode()
}

/** What axe finds serious or worse in a page: the rule, and where. With `rules` only those are looked at. */
export async function seriousIn(page: Page, rules: readonly string[] = []): Promise<readonly string[]> {
  const axe = axeOn(page)
  const asked = rules.length === 0 ? axe : axe.withRules([...rules])
  const { violations } = await asked.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        (node) =>
          `${id}: ${node.html.slice(0, 300)} ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
      ),
    )
}
