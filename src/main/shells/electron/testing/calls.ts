/** An event that can be refused, for emitting by hand. */
export function refusable<Facts extends object>(facts: Facts): Facts & { prevented: boolean; preventDefault(): void } {
  const event = {
    ...facts,
    prevented: false,
    preventDefault: () => {
      event.prevented = true
    },
  }
  return event
}
