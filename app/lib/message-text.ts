/** Tags of Bitrix24's messages that only decorate what they enclose. */
const decoration = /\[\/?(?:b|i|u|s|size|color|font|code|quote|user|chat|context|send|put|call|url|icon|timestamp|attach|pch|rating)(?:=[^\]]*)?(?: [^\]]*)?\]/gi

/**
 * A message's words without the marks of Bitrix24's messages: `[b]…[/b]`, `[USER=3]Daniel[/USER]`, `[URL=https://…]here[/URL]`,
 * `[BR]`. What is in brackets and no such mark stays.
 * @param text as `im.dialog.messages.get` gives it
 */
export function plainMessage(text: string): string {
  return text
    .replaceAll(/\[br\]|#br#/gi, '\n')
    .replaceAll(/\[url=([^\]]+)\]([\s\S]*?)\[\/url\]/gi, (_whole, address: string, words: string) => wordsAndAddress(words, address))
    .replaceAll(decoration, '')
    .trim()
}

/** Where a link leads is part of what a message says, unless its words say it already. */
function wordsAndAddress(words: string, address: string): string {
  return words.trim() === '' || words.includes(address) ? words || address : `${words} (${address})`
}
