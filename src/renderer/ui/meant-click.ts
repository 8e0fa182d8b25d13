let pressed: WeakRef<EventTarget> | null = null

/**
 * Whether a click was meant for the control that got it. The second click of a double click belongs to what the first
 * one hit; another control may have taken that place meanwhile, such as the answer to the next question.
 */
export function isMeant({ detail, currentTarget }: Pick<MouseEvent, 'detail' | 'currentTarget'>): boolean {
  if (currentTarget === null) return false
  if (detail > 1 && pressed?.deref() !== currentTarget) return false
  pressed = new WeakRef(currentTarget)
  return true
}
