/** UTF-16 units. */
const longest = 300

/** What a message quotes from a file may be all of it, and each message is kept. */
export function boundedMessage(message: string): string {
  return message.length <= longest ? message : `${message.slice(0, longest - 1).toWellFormed()}…`
}
