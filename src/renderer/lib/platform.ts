/** Whether a browser's platform text (`navigator.platform`) names an Apple system, where mod is Command. */
export function isApple(platform: string): boolean {
  return /^(mac|ip(hone|ad|od))/i.test(platform)
}

/** Whether this page runs on an Apple system. */
export const isMac = isApple(globalThis.navigator?.platform ?? '')
