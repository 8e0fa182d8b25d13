import { useState } from 'react'
import { useChange } from '../../client/use-change.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { SettingRow } from './setting-row.tsx'
import { wholeNumber } from './whole-number.ts'

const [least, most] = [1, 1000]

/** How many threads may run at once. What is half written changes nothing. */
export function ExecutorsSetting() {
  const { settings, failure, change } = useChange()
  const [written, setWritten] = useState<string | null>(null)
  const present = settings.executors
  const text = written ?? String(present)
  const wrong = wholeNumber(text, least, most) === undefined
  const write = (next: string) => {
    setWritten(next)
    const value = wholeNumber(next, least, most)
    if (value !== undefined && value !== present) void change({ executors: value })
  }
  const step = (by: number) => {
    setWritten(null)
    void change({ executors: present + by })
  }
  return (
    <SettingRow
      title="Executors"
      hint="How many threads may run at once. More are granted at once; fewer take nothing away from what runs."
      failure={failure}
    >
      <div className="flex items-start gap-1.5">
        <Button
          aria-label="One executor fewer"
          why={present <= least ? 'One is the least.' : null}
          onClick={() => step(-1)}
        >
          −
        </Button>
        <div className="w-18">
          <TextField
            label="Executors"
            bare
            inputMode="numeric"
            value={text}
            problem={wrong ? `From ${least} to ${most}` : null}
            onChange={write}
            onBlur={() => setWritten(null)}
            className="h-[27px] text-center"
          />
        </div>
        <Button
          aria-label="One executor more"
          why={present >= most ? 'A thousand is the most.' : null}
          onClick={() => step(1)}
        >
          +
        </Button>
      </div>
    </SettingRow>
  )
}
