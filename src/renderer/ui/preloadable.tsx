import { type ComponentType, lazy, useState } from 'react'

export interface Preloadable<Props extends object> {
  readonly Component: ComponentType<Props>
  /** Fetches the code ahead of its first use; again costs nothing. */
  readonly preload: () => void
}

/** A component whose code is fetched at its first use, or before: then it is there at once, without a pause. */
export function preloadable<Props extends object>(load: () => Promise<ComponentType<Props>>): Preloadable<Props> {
  let known: ComponentType<Props> | null = null
  let loading: Promise<ComponentType<Props>> | null = null
  const fetched = () => {
    loading ??= load().then((component) => {
      known = component
      return component
    })
    return loading
  }
  const Later = lazy(async () => ({ default: await fetched() })) as ComponentType<Props>
  function Component(props: Props) {
    // Chosen once: another component in its place would begin anew.
    const [Chosen] = useState<ComponentType<Props>>(() => known ?? Later)
    return <Chosen {...props} />
  }
  // What can't be fetched now is asked for again where it is used, and told of there.
  const forget = () => {
    loading = null
  }
  return { Component, preload: () => void fetched().catch(forget) }
}
