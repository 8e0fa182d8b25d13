import { openSqliteStoreReadOnly } from '../../src/main/adapters/store-sqlite/open-sqlite-store-read-only.ts'
import type { StorePort } from '../../src/main/ports/store.ts'
import { databaseFile } from '../../src/main/shells/compose/data-folder.ts'
import type { ThreadId } from '../../src/shared/kernel/ids.ts'
import type { TranscriptRow } from '../../src/shared/transcript/entry.ts'
import { messageTextOf, toolOutputsOf, updatesBehind } from './agent-script.ts'

const pageRows = 1000

export async function withStore<Value>(dataFolder: string, use: (store: StorePort) => Promise<Value>): Promise<Value> {
  const opened = await openSqliteStoreReadOnly({ file: databaseFile(dataFolder) })
  if (!opened.ok) throw new Error(opened.error.message)
  try {
    return await use(opened.value)
  } finally {
    await opened.value.close()
  }
}

async function transcriptOf(store: StorePort, thread: string): Promise<readonly TranscriptRow[]> {
  const rows: TranscriptRow[] = []
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const page = await store.readTranscript(thread as ThreadId, { kind: 'tail', limit: pageRows, before })
    rows.unshift(...page.rows)
    before = page.rows[0]?.position ?? 1
    if (before <= 1) return rows
  }
}

function messageText(rows: readonly TranscriptRow[]): string {
  return rows.map((row) => (row.kind === 'message' ? row.text : '')).join('')
}

/** What differs between what an agent said and what is stored of it, or undefined. */
export async function ingestComplaint(
  store: StorePort,
  wanted: { readonly agents: number; readonly updates: number },
): Promise<string | undefined> {
  for (let agent = 0; agent < wanted.agents; agent += 1) {
    const rows = await transcriptOf(store, `thread-${agent}`)
    if (messageText(rows) !== messageTextOf(agent, wanted.updates)) return `the text of agent ${agent} differs`
    const outputs = toolOutputsOf(agent, wanted.updates)
    const tools = rows.filter(({ kind }) => kind === 'tool')
    if (tools.length < outputs.size) return `agent ${agent} has ${tools.length} of ${outputs.size} tool calls`
    for (const { head, text } of tools) {
      const output = outputs.get(String(head.toolCall))
      if (output !== undefined && (text !== output || head.status !== 'completed')) return `${head.toolCall} differs`
    }
  }
  return undefined
}

/** How many updates of each agent are stored, after its host was killed; an agent's stored text that differs throws. */
export async function storedUpdates(store: StorePort, agents: number): Promise<readonly number[]> {
  const counts: number[] = []
  for (let agent = 0; agent < agents; agent += 1) {
    const text = messageText(await transcriptOf(store, `thread-${agent}`))
    const behind = updatesBehind(agent, text)
    if (messageTextOf(agent, behind) !== text) throw new Error(`the stored text of agent ${agent} is not what it said`)
    counts.push(behind)
  }
  return counts
}
