/** Names of the references Switchyard keeps for a thread in the user's repository. */
export function threadReferences(thread: string): {
  readonly base: string
  readonly checkpoint: string
  readonly head: string
  readonly trash: string
} {
  return {
    base: `refs/switchyard/base/${thread}`,
    checkpoint: `refs/switchyard/threads/${thread}/checkpoint`,
    head: `refs/switchyard/threads/${thread}/head`,
    trash: `refs/switchyard/trash/${thread}`,
  }
}

export function branchReference(branch: string): string {
  return `refs/heads/${branch}`
}
