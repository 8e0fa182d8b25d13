/** The state an event changes; its absence means that the log itself is broken, which is a bug. */
export function existing<State>(
  state: State | undefined,
  event: { readonly type: string; readonly id: string },
): State {
  if (state === undefined) throw new Error(`${event.type} without an earlier event for ${event.id}`)
  return state
}
