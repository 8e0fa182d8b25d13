import type { Model } from '../../shared/domain/model.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { Tool } from '../engine/tool.ts'
import type { ToolAnswer, ToolBench } from '../ports/tools.ts'

/** The tools of all capabilities, each thread's part by its role and run as they stand at the call. */
export function toolBench(tools: readonly Tool[], model: () => Model): ToolBench {
  const offered = (thread: ThreadId) => {
    const live = model()
    const found = live.thread.get(thread)
    return found === undefined ? [] : tools.filter((tool) => tool.offered(found, live))
  }
  return {
    instructions: (thread) => instructionsFor(model().thread.get(thread)),
    list: (thread) =>
      offered(thread).map(({ description, inputSchema, name, title }) => ({ name, title, description, inputSchema })),
    async call(thread, { input, key, name }): Promise<ToolAnswer | null> {
      const live = model()
      const found = live.thread.get(thread)
      const tool = offered(thread).find((one) => one.name === name)
      return found === undefined || tool === undefined ? null : tool.call({ thread: found, model: live, input, key })
    },
  }
}

function instructionsFor(thread: Thread | undefined): string {
  switch (thread?.role) {
    case 'planner':
      return 'Hand in the plan with submit_plan; a plan that is only written down as text is not seen.'
    case 'judge':
      return 'Say which candidate is the best with submit_choice, at the end and once.'
    case 'verifier':
      return 'Say what you found with submit_verdict, at the end and once; submit_test runs a test that would refute the work.'
    default:
      return 'Before you end, hand over what others must know about your work with report.'
  }
}
