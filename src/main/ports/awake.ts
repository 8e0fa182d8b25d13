/** What keeps the machine awake here; `why` is one sentence for a person. */
export type AwakeMeans =
  | { readonly kind: 'ready'; readonly by: string }
  | { readonly kind: 'none'; readonly why: string; readonly remedy: string }

/** Keeps the machine from going to sleep by itself; its screen may still go dark. */
export interface AwakePort {
  /** By what, as known so far: a means that failed when it was used is none any more. */
  means(): Promise<AwakeMeans>
  /** Holds until released; whatever happens to the host, nothing is held for longer than it lives. Never rejects. */
  hold(why: string): Promise<AwakeHold>
}

export interface AwakeHold {
  /** False where nothing could be held. */
  readonly held: boolean
  release(): Promise<void>
}
