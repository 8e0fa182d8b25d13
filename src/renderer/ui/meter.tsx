export interface MeterProps {
  readonly name: string
  readonly used: number
  /** Promised and not used yet: drawn behind it, paler. */
  readonly reserved?: number | undefined
  readonly cap: number
  /** '3.1k of 24k' */
  readonly words: string
  /** What the words leave out. */
  readonly title?: string | undefined
}

/** How much of something is used up. */
export function Meter({ name, used, reserved = 0, cap, words, title }: MeterProps) {
  const share = (value: number) => (cap <= 0 ? 0 : Math.min(100, (value / cap) * 100))
  return (
    <div>
      <p className="flex justify-between gap-2 text-12 whitespace-nowrap">
        <span className="text-muted">{name}</span>
        <span title={title}>{words}</span>
      </p>
      <div aria-hidden className="mt-0.5 flex h-[3px] overflow-clip rounded-full bg-line">
        <span className="bg-peer" style={{ width: `${share(used)}%` }} />
        <span className="bg-peer opacity-45" style={{ width: `${share(used + reserved) - share(used)}%` }} />
      </div>
    </div>
  )
}
