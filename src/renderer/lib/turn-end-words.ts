const ends: Readonly<Record<string, string>> = {
  end_turn: 'Turn ended',
  cancelled: 'Interrupted',
  max_tokens: 'Stopped at the longest answer the agent may give',
  max_turn_requests: 'Stopped at the most steps one turn may take',
  refusal: 'The agent refused to go on',
  crash: 'The agent ended unexpectedly',
  setup: 'The worktree could not be set up',
  agent: 'The agent could not be started',
  'rate-limit': 'The agent reached its rate limit',
  auth: 'The agent is not signed in',
  overloaded: "The agent's service is overloaded",
  'context-overflow': "The conversation is larger than the agent's memory",
  error: 'The agent reported an error',
  checkpoint: 'The work could not be saved',
}

/** How a turn ended, by the reason the agent or the host gave; one that nobody knows is named as it is. */
export function turnEndWords(reason: string): string {
  return ends[reason] ?? `Turn ended: ${reason}`
}
