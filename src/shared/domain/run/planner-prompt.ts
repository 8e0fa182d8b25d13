import { planLimits } from '../plan/plan.ts'
import type { PromptBlock } from '../thread/state.ts'

const rules = `You plan; others do the work. Read whatever you need, and change nothing: a changed file voids your turn.
Submit the plan through the tool submit_plan. If it is refused, the answer names the exact place: correct it and submit it again. What you submit replaces what you submitted before.
Each task is done by an agent of its own that sees only its brief, in a copy of the repository of its own. So a brief says everything that is needed: the goal, the place, what must hold in the end.
Keep tasks small and independent. Let one come after another only where it needs its result, and name the paths that each will touch.
Name gates, commands that fail while the work is wrong, wherever the project has some.
When the plan is accepted, end your turn with a short summary. A person looks at the plan and starts it.`

const limits = `A plan has at most ${planLimits.tasks} tasks, a task at most ${planLimits.links} others before it and ${planLimits.gates} gates. Look at show_run before you revise a plan that stands.`

function gateWords(gates: readonly string[]): string {
  if (gates.length === 0) return 'The project names no gates of its own.'
  const list = gates.map((gate) => `- ${gate.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, 500)}`)
  return ['These gates of the project run for every task with an effort above quick; don’t repeat them:', ...list].join(
    '\n',
  )
}

/** What a planner is told: the person's goal, then the host's rules. `gates`: those of the project, run for every task. */
export function plannerPrompt(goal: string, gates: readonly string[] = []): readonly PromptBlock[] {
  return [
    { kind: 'text', text: goal, origin: 'person' },
    { kind: 'text', text: `${rules}\n${limits}\n${gateWords(gates)}`, origin: 'host' },
  ]
}
