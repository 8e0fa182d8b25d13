import { useMemo } from 'react'
import type { MentionChoice } from '../lib/mention.ts'
import { agentName } from '../lib/thread-words.ts'
import { visibleLine } from '../lib/visible-text.ts'
import { useAgents } from './agents.ts'
import { useModel } from './model-hooks.ts'
import { useHost } from './store.ts'

/** These threads as what can be named in a text: their titles, and whose agent works on them. */
export function useThreadChoices(ids: readonly string[]): readonly MentionChoice[] {
  const titles = useModel((model) => ids.map((id) => visibleLine(model.thread.get(id)?.title ?? '')))
  const agents = useAgents()
  return useMemo(() => {
    const { model } = useHost.getState()
    return ids.map((id, at): MentionChoice => {
      const agent = model.thread.get(id)?.agent
      return { id, title: titles[at] ?? '', detail: agent === undefined ? '' : agentName(agent, agents) }
    })
  }, [ids, titles, agents])
}
