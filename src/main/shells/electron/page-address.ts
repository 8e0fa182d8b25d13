/** The window's page has a scheme of its own: no other program can serve it, and no file is reachable from it. */
export const pageScheme = 'switchyard-app'
const pageHost = 'page'
const pageOrigin = `${pageScheme}://${pageHost}`
export const pageAddress = `${pageOrigin}/`

/** Whether an address belongs to the window's own page. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address)
  // The origin of a scheme of one's own is opaque to this parser, so its parts are compared.
  return (
    url !== null &&
    url.protocol === `${pageScheme}:` &&
    url.host === pageHost &&
    url.username === '' &&
    url.password === ''
  )
}
