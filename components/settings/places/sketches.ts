import type { PlacePicture } from '#shared/placements'

/**
 * A box of a sketch on 72 × 48: what it is, where, how large, how round. `line` stands for text, `card` for a panel, `mark` for
 * the spot that one presses, `here` for the room that Sidenote gets.
 */
type Box = readonly ['line' | 'card' | 'mark' | 'here', x: number, y: number, width: number, height: number, round?: number]

/** Lines of text below one another. */
const lines = (x: number, y: number, widths: readonly number[], step = 7): Box[] => widths.map((width, row) => ['line', x, y + row * step, width, 3])
/** A menu that hangs over the page, its second entry ours. */
const menu = (x: number, y: number): Box[] => [['card', x, y, 28, 27, 3], ['line', x + 4, y + 5, 16, 3], ['mark', x + 4, y + 12, 20, 3], ['line', x + 4, y + 19, 13, 3]]
/** What people wrote to each other. */
const chat: readonly Box[] = [['line', 24, 6, 22, 7, 3], ['line', 40, 16, 26, 7, 3], ['line', 24, 26, 18, 7, 3]]

export const sketches: Readonly<Record<PlacePicture, readonly Box[]>> = {
  leftMenu: [['card', 4, 4, 20, 40, 3], ...lines(8, 9, [12, 9]), ['mark', 8, 23, 12, 3], ...lines(8, 30, [10, 7]), ['card', 28, 4, 40, 40, 3]],
  profileMenu: [['line', 4, 5, 40, 3], ['mark', 59, 3, 8, 8, 4], ...menu(39, 15), ...lines(4, 18, [26, 20, 24])],
  rowMenu: [...lines(4, 6, [40, 34, 42, 30, 38], 8), ...menu(38, 12)],
  messageMenu: [['line', 4, 6, 26, 9, 3], ['line', 4, 33, 20, 9, 3], ['line', 10, 19, 26, 9, 3], ...menu(38, 14)],
  toolbar: [['line', 4, 6, 24, 4], ['line', 36, 4, 12, 8, 3], ['mark', 52, 4, 16, 8, 3], ['card', 4, 18, 64, 26, 3], ...lines(9, 23, [42, 50, 36])],
  cardTab: [['line', 4, 5, 30, 4], ['line', 4, 14, 11, 4], ['line', 19, 14, 11, 4], ['mark', 34, 14, 14, 4], ['here', 4, 23, 64, 21, 3]],
  cardBlock: [['card', 4, 4, 42, 40, 3], ...lines(9, 9, [28, 32]), ['here', 9, 24, 32, 15, 2], ['mark', 13, 30, 16, 3], ['card', 50, 4, 18, 40, 3], ...lines(53, 9, [12, 9, 11])],
  sidebar: [['card', 4, 4, 40, 40, 3], ...lines(9, 9, [26, 30, 20, 28]), ['here', 48, 4, 20, 40, 3], ['mark', 52, 9, 12, 3]],
  calendarView: [['line', 4, 4, 12, 4], ['line', 19, 4, 12, 4], ['mark', 34, 4, 16, 4], ...[0, 1, 2].flatMap(row => [0, 1, 2, 3, 4].map((column): Box => [row === 1 && column > 1 ? 'here' : 'card', 4 + column * 13, 13 + row * 11, 11, 9]))],
  callCard: [['card', 8, 4, 26, 40, 3], ['line', 16, 9, 10, 10, 5], ...lines(13, 24, [16, 11]), ['mark', 13, 38, 16, 3], ['here', 34, 4, 30, 40, 3]],
  report: [['card', 4, 4, 64, 40, 3], ['line', 11, 26, 7, 12], ['mark', 22, 18, 7, 20], ['line', 33, 22, 7, 16], ['mark', 44, 12, 7, 26], ['line', 55, 20, 7, 18]],
  navigation: [['card', 4, 4, 11, 40, 3], ['line', 7, 8, 5, 5, 2.5], ['mark', 7, 18, 5, 5, 2.5], ['line', 7, 28, 5, 5, 2.5], ['here', 19, 4, 49, 40, 3], ...lines(24, 10, [28, 36, 22, 32])],
  textarea: [...chat.map(([tone, x, y, width, height, round]): Box => [tone, x - 18, y - 2, width, height - 1, round]), ['card', 4, 34, 64, 10, 3], ['line', 8, 37.5, 30, 3], ['mark', 55, 36, 9, 6, 2]],
  smiles: [...chat.slice(0, 2), ['card', 20, 16, 48, 28, 3], ...[0, 1, 2, 3].map((column): Box => ['line', 25 + column * 10, 21, 7, 7, 3.5]), ['line', 25, 36, 9, 4], ['mark', 38, 36, 13, 4]],
  tile: [0, 1].flatMap(row => [0, 1, 2].map((column): Box => [row === 0 && column === 1 ? 'here' : 'card', 4 + column * 22, 4 + row * 21, 20, 19, 3])).concat([['mark', 32, 10, 8, 7]]),
  phone: [['card', 24, 2, 24, 44, 4], ['line', 28, 8, 12, 5, 2], ['line', 32, 16, 12, 5, 2], ['here', 26, 26, 20, 18, 2], ['mark', 29, 30, 13, 3], ['line', 29, 37, 9, 3]],
  link: [['card', 4, 4, 64, 40, 3], ...lines(10, 11, [46, 38]), ['mark', 10, 25, 26, 3], ['mark', 10, 30, 26, 1], ['line', 10, 36, 34, 3]],
  hidden: [['card', 4, 4, 64, 40, 3], ...lines(10, 11, [30, 38, 24, 34]), ['here', 42, 25, 23, 16, 3], ['mark', 46, 30, 14, 3], ['line', 46, 35, 9, 2]],
}
