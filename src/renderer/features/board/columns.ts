/** Columns of the board by what is left of it: the track goes first, then what was spent. */
export const columns =
  'grid items-center gap-2 px-4 grid-cols-[18px_minmax(100px,1fr)_minmax(100px,1.2fr)_84px_34px_84px] @min-[640px]:grid-cols-[18px_minmax(120px,1fr)_minmax(120px,1.2fr)_84px_46px_34px_84px] @min-[760px]:grid-cols-[18px_minmax(150px,var(--thread-column))_minmax(140px,var(--now-column))_minmax(120px,1fr)_84px_46px_34px_84px]'

export const trackCell = 'hidden @min-[760px]:block'
export const spendCell = 'hidden @min-[640px]:block'

/** In px; null for the usual one. A column is narrower where the track would have no room left. */
export type ColumnWidths = { readonly thread: number | null; readonly now: number | null }

export const usualWidths: ColumnWidths = { thread: null, now: null }
const usual = { thread: { px: 290, share: 23 }, now: { px: 280, share: 24 } } as const

/** The widths as the columns take them; the usual ones give way to the track on a narrow board. */
export function columnStyle({ thread, now }: ColumnWidths): Record<`--${string}`, string> {
  const css = (width: number | null, { px, share }: { readonly px: number; readonly share: number }) =>
    width === null ? `min(${px}px, ${share}cqw)` : `${width}px`
  return { '--thread-column': css(thread, usual.thread), '--now-column': css(now, usual.now) }
}

export function widthOf(widths: ColumnWidths, column: keyof ColumnWidths): number {
  return widths[column] ?? usual[column].px
}

export const widthLimits = { least: 140, most: 520 } as const

export const axisHeight = 22
export const sectionHeight = 27
export const rowHeights = { compact: 28, comfortable: 36 } as const
