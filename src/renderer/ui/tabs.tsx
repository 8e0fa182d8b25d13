import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'

export interface TabItem<Value extends string> {
  readonly value: Value
  readonly title: string
  /** Stands behind the title, in a quieter colour. */
  readonly count?: number | string | undefined
}

export interface TabsProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly items: readonly TabItem<Value>[]
  readonly onChange: (value: Value) => void
  /** TabPanels, one for each item. */
  readonly children: ReactNode
  /** Closer together, for many in a narrow panel. */
  readonly tight?: boolean | undefined
  readonly className?: string | undefined
}

/** Tabs and the panels they show. Arrow keys move between tabs, Enter or Space shows one. */
export function Tabs<Value extends string>(props: TabsProps<Value>) {
  const { label, value, items, onChange, children, tight = false, className } = props
  const change = (next: unknown) => {
    const item = items.find((candidate) => candidate.value === next)
    if (item !== undefined) onChange(item.value)
  }
  return (
    <Base.Root value={value} onValueChange={change} className={classNames('flex min-h-0 flex-col', className)}>
      <Base.List
        aria-label={label}
        className={classNames('flex shrink-0 overflow-x-auto border-b border-line', tight ? 'px-[9px]' : 'px-2.5')}
      >
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className={classNames(
              tight ? 'px-[5px]' : 'px-[9px]',
              'pt-1 pb-[7px] whitespace-nowrap text-muted -outline-offset-2 hover:text-text aria-selected:font-medium aria-selected:text-text aria-selected:shadow-[inset_0_-2px_var(--text)]',
            )}
          >
            {item.title}
            {item.count !== undefined && <span className="ml-1 text-faint">{item.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {children}
    </Base.Root>
  )
}

export interface TabPanelProps {
  readonly value: string
  readonly children: ReactNode
  /** Keeps the content alive while another tab is shown (a terminal); the panels must stand in a positioned box. */
  readonly keep?: boolean | undefined
  readonly className?: string | undefined
}

export function TabPanel({ value, children, keep = false, className }: TabPanelProps) {
  // What is kept stays laid out while it isn't shown, so that it neither scrolls nor measures itself anew.
  const hiding = keep ? { keepMounted: true, hidden: false } : {}
  return (
    <Base.Panel
      {...hiding}
      value={value}
      className={classNames(
        'min-h-0 flex-1',
        keep && 'data-hidden:invisible data-hidden:absolute data-hidden:inset-0',
        className,
      )}
    >
      {children}
    </Base.Panel>
  )
}
