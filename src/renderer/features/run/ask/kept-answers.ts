/** One question and what was recorded when it was asked. */
export type KeptAnswer = {
  readonly question: string
  readonly text: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

const kept = 40

export function withAnswer(answers: readonly KeptAnswer[], answer: KeptAnswer): KeptAnswer[] {
  return [...answers, answer].slice(-kept)
}

export const suggestions = [
  'What is blocked?',
  'What went wrong?',
  'What comes next?',
  'What runs now?',
  'What has it cost?',
  'How far is it?',
] as const
