import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'

export interface SectionHeaderProps {
  readonly title: string
  /** Quieter, behind the title: '3, oldest 9 min'. */
  readonly detail?: ReactNode
  /** In the colour of what needs a person. */
  readonly hot?: boolean | undefined
  /** Of the heading, for those who navigate by them. */
  readonly level?: 2 | 3 | 4 | undefined
  /** Stands at the right end. */
  readonly children?: ReactNode
  readonly id?: string | undefined
}

/** The line above a group of rows. */
export function SectionHeader({ title, detail, hot = false, level = 2, children, id }: SectionHeaderProps) {
  const Heading = `h${level}` as const
  return (
    <div className="flex items-center gap-2 border-b border-soft bg-section px-4 pt-[5px] pb-1 text-12">
      <Heading id={id} className={classNames('font-medium whitespace-nowrap', hot ? 'text-you' : 'text-muted')}>
        {title}
      </Heading>
      {detail !== undefined && <span className="min-w-0 truncate text-faint">{detail}</span>}
      {children !== undefined && <span className="ml-auto flex items-center gap-2">{children}</span>}
    </div>
  )
}
