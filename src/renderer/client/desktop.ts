import type { DesktopApi } from './desktop-api.ts'
import { useHost } from './store.ts'

/** What only a desktop window can do; null in a browser tab and while the shell can't be reached. */
export function useDesktop(): DesktopApi | null {
  return useHost((state) => state.desktop)
}
