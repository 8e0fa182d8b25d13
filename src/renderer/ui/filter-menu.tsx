import { Button } from './button.tsx'
import { Menu } from './menu.tsx'

export interface FilterMenuProps {
  readonly label: string
  /** What it is called while it narrows nothing. */
  readonly any: string
  /** Empty for any. */
  readonly value: string
  readonly options: readonly { readonly value: string; readonly title: string }[]
  readonly onChange: (value: string) => void
}

/** One property that rows are narrowed by; quiet while it narrows nothing. */
export function FilterMenu({ label, any, value, options, onChange }: FilterMenuProps) {
  const chosen = options.find((option) => option.value === value)
  const title = chosen?.title ?? any
  const item = (option: FilterMenuProps['options'][number]) => ({
    id: `filter.${label}.${option.value}`,
    title: option.title,
    chosen: option.value === (chosen?.value ?? ''),
    run: () => onChange(option.value),
  })
  return (
    <Menu
      trigger={
        <Button kind={chosen === undefined ? 'quiet' : 'plain'} aria-label={`${label}: ${title}`} className="max-w-40">
          <span className="truncate">{title}</span>
          <span aria-hidden className="text-faint">
            ▾
          </span>
        </Button>
      }
      groups={[[item({ value: '', title: any })], options.map(item)]}
    />
  )
}
