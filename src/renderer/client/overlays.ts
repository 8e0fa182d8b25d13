import { create } from 'zustand'

/** What lies over the screens; opened from anywhere, shown by the frame. */
export type Overlay =
  | { readonly kind: 'palette' }
  | { readonly kind: 'keys' }
  /** The composer of new work; on the project of the present screen where none is named. */
  | { readonly kind: 'dispatch'; readonly project: string | null }
  /** Beginning a plan, with what was written of its goal already. */
  | { readonly kind: 'new-plan'; readonly project: string | null; readonly goal: string }
  /** What may stop work, before one leaves. */
  | { readonly kind: 'away' }
  /** What happened since, milliseconds since the epoch. */
  | { readonly kind: 'digest'; readonly since: number }
  /** Choosing a repository to open; `path` is where it starts, for a dropped folder. */
  | { readonly kind: 'open-repository'; readonly path: string | null }

const useOverlayStore = create<{ readonly overlay: Overlay | null }>(() => ({ overlay: null }))

export function useOverlay(): Overlay | null {
  return useOverlayStore((state) => state.overlay)
}

export function overlayOpen(): boolean {
  return useOverlayStore.getState().overlay !== null
}

/** Replaces what is open: there is never more than one. */
export function openOverlay(overlay: Overlay): void {
  useOverlayStore.setState({ overlay })
}

export function closeOverlay(): void {
  useOverlayStore.setState({ overlay: null })
}
