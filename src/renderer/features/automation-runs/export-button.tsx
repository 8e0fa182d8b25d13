import { useRef, useState } from 'react'
import type { Firing } from '../../../shared/domain/automation/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import type { AutomationId } from '../../../shared/kernel/ids.ts'
import { ask } from '../../client/ask.ts'
import { plural } from '../../lib/format-number.ts'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { notifyRefused } from '../../ui/toaster.tsx'
import { jsonLines } from './json-lines.ts'

const pageSize = 100

interface ExportButtonProps {
  readonly automation: AutomationId
  /** Of its file. */
  readonly name: string
}

/** Saves every recorded event with its decision, one JSON object a line. Pressed again it stops. */
export function ExportButton({ automation, name }: ExportButtonProps) {
  const [read, setRead] = useState<number | null>(null)
  const abort = useRef<AbortController | null>(null)
  const run = async () => {
    const own = new AbortController()
    abort.current = own
    setRead(0)
    const rows: Firing[] = []
    const refused = await readAll(automation, own.signal, (page) => {
      rows.push(...page)
      setRead(rows.length)
    })
    setRead(null)
    if (own.signal.aborted) return
    if (refused !== null) return notifyRefused(refused)
    save(`${name}.jsonl`, jsonLines(rows))
    announce(`Exported ${plural(rows.length, 'event')}.`)
  }
  if (read !== null) {
    return (
      <Button size="small" onClick={() => abort.current?.abort()}>
        {`Stop, ${plural(read, 'event')} read`}
      </Button>
    )
  }
  return (
    <Button size="small" tip="Every event with its decision, one JSON object a line" onClick={() => void run()}>
      Export
    </Button>
  )
}

async function readAll(
  automation: AutomationId,
  signal: AbortSignal,
  take: (rows: readonly Firing[]) => void,
): Promise<Failure | null> {
  let before: number | null = null
  do {
    const from: { before?: number } = before === null ? {} : { before }
    const answer = await ask((api) => api.automations.firings({ automation, limit: pageSize, ...from }, { signal }))
    if (signal.aborted) return null
    if (!answer.ok) return answer.error
    take(answer.value.rows)
    before = answer.value.next
  } while (before !== null)
  return null
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/jsonl' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
