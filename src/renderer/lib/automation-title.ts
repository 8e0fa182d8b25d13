/** How an automation is called, by the name of its file: 'investigate-new-issue' is 'Investigate new issue'. */
export function automationTitle(name: string): string {
  const words = name.split('-').filter(Boolean).join(' ')
  return words === '' ? name : `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
