import { useEffect, useState } from 'react'

/** In ms: how long nobody types before what was typed is searched for. */
const calm = 250

/** A text as it is once it has stood still. */
export function useCalm(text: string): string {
  const [still, setStill] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setStill(text), calm)
    return () => clearTimeout(timer)
  }, [text])
  return still
}
