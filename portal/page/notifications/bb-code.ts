/** A run of a message: words, a link, or a new line. */
export type Run = { text: string, bold: boolean, href?: string } | 'break'

const code = /\[(B|\/B|BR)\]|\[URL=([^\]]+)\](.*?)\[\/URL\]/gi

/** A notification's message: the few BB codes that are common there (`chats/messages`, formatting); any other stays as it is written. */
export function readBbCode(message: string): Run[] {
  const runs: Run[] = []
  let bold = false
  let from = 0
  const say = (text: string) => { if (text) runs.push({ text, bold }) }
  for (const found of message.matchAll(code)) {
    say(message.slice(from, found.index))
    from = found.index + found[0].length
    const [, name, href, text] = found
    if (href !== undefined) runs.push({ text: text ?? '', bold, href })
    else if (name?.toUpperCase() === 'BR') runs.push('break')
    else bold = name?.toUpperCase() === 'B'
  }
  say(message.slice(from))
  return runs
}
