import type { ITheme } from '@xterm/xterm'

/** Programs' sixteen colours out of our tokens. What is too faint to read is lifted by the terminal itself. */
export function terminalTheme(token: (name: string) => string): ITheme {
  const [text, bg, focus] = [token('text'), token('bg'), token('focus')]
  return {
    background: bg,
    foreground: text,
    cursor: text,
    cursorAccent: bg,
    selectionBackground: `${focus}4d`,
    selectionInactiveBackground: `${focus}26`,
    scrollbarSliderBackground: `${token('faint')}40`,
    scrollbarSliderHoverBackground: `${token('faint')}70`,
    scrollbarSliderActiveBackground: `${token('faint')}90`,
    overviewRulerBorder: bg,
    black: token('raised'),
    red: token('error'),
    green: token('ok'),
    yellow: token('run'),
    blue: token('read'),
    magenta: token('peer'),
    // There is no token for it: between blue and green.
    cyan: between(token('read'), token('ok')),
    white: token('muted'),
    brightBlack: token('faint'),
    brightRed: token('del'),
    brightGreen: token('add'),
    brightYellow: token('run'),
    brightBlue: focus,
    brightMagenta: token('you'),
    brightCyan: between(focus, token('add')),
    brightWhite: text,
  }
}

function between(one: string, other: string): string {
  return `color-mix(in oklab, ${one}, ${other})`
}
