/** A field's name as words: `authorIsBot` is 'author is a bot'. */
export function fieldWords(name: string): string {
  const words = name.replace(/^event\./, '').replace(/([a-z\d])([A-Z])/g, '$1 $2')
  return words === '' ? 'a field' : words.toLowerCase().replace(/ is (?=\w+$)/, ' is a ')
}

/** What is so where a field is true or false: 'author is not a bot', 'not draft'. The last word stands apart. */
export function truthWords(name: string, truth: boolean): { readonly text: string; readonly value: string } {
  const words = fieldWords(name)
  if (truth) return { text: '', value: words }
  const [, who, what] = /^(.+) is a (\w+)$/.exec(words) ?? []
  return who === undefined || what === undefined
    ? { text: 'not', value: words }
    : { text: `${who} is not a`, value: what }
}
