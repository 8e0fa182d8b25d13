import type { RunId } from '../../../shared/kernel/ids.ts'
import { ask } from '../../client/ask.ts'
import { copyText } from '../../lib/copy-text.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { notify, notifyRefused } from '../../ui/toaster.tsx'

/** Offers to put the plan on the clipboard, as a file would hold it. */
export function useCopyPlan(run: RunId): void {
  const copy = async () => {
    const written = await ask((api) => api.plans.export({ run }))
    if (!written.ok) notifyRefused(written.error)
    else if (await copyText(written.value.text)) notify({ text: 'Copied', id: 'copied' })
  }
  useActions([{ id: 'plan.copy', title: 'Copy the plan as YAML', section: 'Plan', run: copy }])
}
