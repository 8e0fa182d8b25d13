import { classNames } from '../../lib/class-names.ts'
import { visibleLine } from '../../lib/visible-text.ts'

export interface RequestTitleProps {
  readonly title: string
  readonly level: 1 | 3
}

/** What an agent calls its request. However long, it leaves in sight what exactly is asked, and the answers. */
export function RequestTitle({ title, level }: RequestTitleProps) {
  const Heading = `h${level}` as const
  const words = visibleLine(title)
  return (
    <Heading title={words} className={classNames('line-clamp-3 font-bold wrap-anywhere', level === 1 && 'text-15')}>
      {words}
    </Heading>
  )
}
