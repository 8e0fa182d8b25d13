/** A prompt that tells the scripted agent what to do. JSON is YAML, one step a line. */
export function steps(...list: readonly object[]): string {
  return `Follow the steps.\n\n\`\`\`steps\n${list.map((step) => `- ${JSON.stringify(step)}`).join('\n')}\n\`\`\`\n`
}

export const write = (path: string, content: string) => ({ write: { path, content } })
