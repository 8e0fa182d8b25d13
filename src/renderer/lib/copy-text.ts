/** Puts text on the clipboard; false where the browser doesn't let this page. After a press only. */
export async function copyText(text: string): Promise<boolean> {
  // There is none on a page that came without encryption from another machine.
  const clipboard: Clipboard | undefined = navigator.clipboard
  if (clipboard === undefined) return false
  return clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}
