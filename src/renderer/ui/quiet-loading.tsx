import { useEffect, useState } from 'react'
import { classNames } from '../lib/class-names.ts'

export interface QuietLoadingProps {
  /** What is under way: 'Reading the conversation'. */
  readonly text: string
  readonly className?: string | undefined
}

/** In ms. What takes less shows nothing at all, so that nothing flashes. */
const patience = 150

/** One quiet line, once waiting can be felt. Keeps its height from the start. */
export function QuietLoading({ text, className }: QuietLoadingProps) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patience)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p role="status" className={classNames('min-h-[1.4em] text-muted', className)}>
      {shown && `${text} …`}
    </p>
  )
}
