import { copyText } from '../lib/copy-text.ts'
import { Button } from './button.tsx'
import { notify, notifyRefused } from './toaster.tsx'

export interface CopyButtonProps {
  readonly text: string
  /** What it is, for those who don't see where the button stands: 'the command that installs it'. */
  readonly of: string
}

/** Puts a command or a path on the clipboard. */
export function CopyButton({ text, of }: CopyButtonProps) {
  const copy = async () => {
    if (await copyText(text)) notify({ text: 'Copied', id: 'copied' })
    else notifyRefused('The browser doesn’t let this page copy. Select the text and copy it yourself.')
  }
  return (
    <Button size="small" aria-label={`Copy ${of}`} onClick={() => void copy()}>
      Copy
    </Button>
  )
}
