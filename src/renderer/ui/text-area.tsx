import { type ComponentProps, useId } from 'react'
import { classNames } from '../lib/class-names.ts'
import { described, type FieldLook, fieldLook, Labelled } from './text-field.tsx'

export interface TextAreaProps extends FieldLook, Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Several lines; grows with what is written until `className` or half the window ends it. */
export function TextArea(props: TextAreaProps) {
  const { label, bare, hint, problem, mono = false, className, value, onChange, ...others } = props
  const id = useId()
  return (
    <Labelled {...{ id, label, bare, hint, problem }}>
      <textarea
        rows={2}
        {...others}
        {...described(id, props)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classNames(
          fieldLook,
          'field-sizing-content max-h-[50vh] resize-none py-2',
          mono && 'font-mono',
          className,
        )}
      />
    </Labelled>
  )
}
