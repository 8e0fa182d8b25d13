/** All in px. */
export const defaultWidth = 404
export const narrowest = 320
/** Share of the window. */
export const widest = 0.7

export function clampWidth(width: number, windowWidth: number): number {
  return Math.round(Math.max(narrowest, Math.min(width, windowWidth * widest)))
}
