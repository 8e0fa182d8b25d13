import { Autocomplete } from '@base-ui/react/autocomplete'
import { useState } from 'react'
import { classNames } from '../lib/class-names.ts'
import { itemLook } from './menu.tsx'
import { popupLook } from './popup-look.ts'

export interface PickItem {
  readonly value: string
  /** What is typed to find it. */
  readonly title: string
  readonly detail: string
}

export interface PickFieldProps {
  readonly label: string
  readonly items: readonly PickItem[]
  /** What is said where nothing fits. */
  readonly none: string
  readonly onPick: (value: string) => void
  readonly onLeave: () => void
}

/** One of many, found by typing its name; stands in the place of a cell until something was picked. */
export function PickField({ label, items, none, onPick, onLeave }: PickFieldProps) {
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const fitting = items.filter(({ title, detail }) => `${title} ${detail}`.toLowerCase().includes(wanted))
  return (
    <Autocomplete.Root
      items={fitting}
      mode="none"
      autoHighlight="always"
      open
      value={text}
      itemToStringValue={(item: PickItem) => item.value}
      onValueChange={(next, { reason }) => (reason === 'item-press' ? onPick(next) : setText(next))}
      onOpenChange={(next, { reason }) => {
        if (!next && reason !== 'item-press') onLeave()
      }}
    >
      <Autocomplete.Input
        ref={(element) => element?.focus({ preventScroll: true })}
        aria-label={label}
        placeholder={label}
        spellCheck={false}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key !== 'Tab' && event.key !== 'Escape') return
          event.preventDefault()
          onLeave()
        }}
        className="h-[22px] w-full min-w-0 rounded-inner bg-bg px-1 font-mono text-12 outline-2 -outline-offset-1 outline-focus"
      />
      <Autocomplete.Portal>
        <Autocomplete.Positioner sideOffset={4} align="start" collisionPadding={8} className="z-50 outline-none">
          <Autocomplete.Popup className={classNames(popupLook, 'w-72 max-w-[90vw]')}>
            <Autocomplete.Empty className="px-3 py-2 text-12 text-muted empty:hidden">
              {items.length === 0 ? none : 'Nothing is called that.'}
            </Autocomplete.Empty>
            <Autocomplete.List className="max-h-[min(264px,var(--available-height))] overflow-y-auto p-1 data-empty:hidden">
              {(item: PickItem) => (
                <Autocomplete.Item key={item.value} value={item} className={itemLook}>
                  <span className="max-w-32 shrink-0 truncate font-mono text-12">{item.title}</span>
                  <span className="min-w-0 truncate text-12 text-muted">{item.detail}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  )
}
