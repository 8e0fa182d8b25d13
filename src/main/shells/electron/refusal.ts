/** Why the app may not run as it was started; null where it may. */
export function whyNot(facts: { readonly userId: number | undefined; readonly sandboxOff: boolean }): string | null {
  if (facts.sandboxOff) {
    return 'Switchyard shows no page without a sandbox: start it without --no-sandbox, or use it in a browser with npm start.'
  }
  if (facts.userId === 0) {
    return 'Switchyard opens no window as root, where pages would run without a sandbox: start it as another user, or use it in a browser with npm start.'
  }
  return null
}
