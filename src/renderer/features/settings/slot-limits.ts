/** With the slots of one name; null takes its limit away. */
export function withSlots(
  slots: Readonly<Record<string, number>>,
  name: string,
  value: number | null,
): Readonly<Record<string, number>> {
  const others = Object.entries(slots).filter(([other]) => other !== name)
  return Object.fromEntries(value === null ? others : [...others, [name, value]])
}

/** A number of what there may be at most `most` of; null stays no limit. */
export function inRange(value: number | null, most: number): number | null {
  return value === null ? null : Math.min(value, most)
}
