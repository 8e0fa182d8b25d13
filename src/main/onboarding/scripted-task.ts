import type { SampleTask } from '../../shared/contract/channels/onboarding.ts'

export interface ScriptedTask {
  readonly title: string
  /** What a person would write. */
  readonly wish: string
  /** YAML of the first turn's steps. */
  readonly steps: string
  readonly followUp?: {
    readonly label: string
    /** Plain words: whatever a person writes next, the agent does `steps`. */
    readonly prompt: string
    readonly steps: string
  }
}

/** Without this a later prompt in plain words would be run as a shell command. */
const over = `"*":
  - say: This agent follows a script, and the script is over. A task for another agent can go on from here.
`

export function sampleTask({ title, wish, steps, followUp }: ScriptedTask): SampleTask {
  const second = followUp === undefined ? '' : `2:\n${indented(followUp.steps.trim(), 2)}\n`
  const later = `- onTurn:\n${indented((second + over).trim(), 4)}\n`
  const prompt = `${wish}\n\n\`\`\`steps\n${later}${steps.trim()}\n\`\`\`\n`
  if (followUp === undefined) return { title, prompt }
  return { title, prompt, followUp: { label: followUp.label, prompt: followUp.prompt } }
}

function indented(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(by))
}
