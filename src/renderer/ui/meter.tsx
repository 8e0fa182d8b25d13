export interface MeterProps {
  readonly name: string
  readonly used: number
  readonly cap: number
  /** '3.1k of 24k' */
  readonly words: string
}

/** How much of something is used up. */
export function Meter({ name, used, cap, words }: MeterProps) {
  const share = cap <= 0 ? 0 : Math.min(100, (used / cap) * 100)
  return (
    <div>
      <p className="flex justify-between gap-2 text-12 whitespace-nowrap">
        <span className="text-muted">{name}</span>
        <span>{words}</span>
      </p>
      <div aria-hidden className="mt-0.5 flex h-[3px] overflow-clip rounded-full bg-line">
        <span className="bg-peer" style={{ width: `${share}%` }} />
      </div>
    </div>
  )
}
