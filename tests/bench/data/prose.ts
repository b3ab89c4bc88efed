import { mentionOf } from '#shared/markdown'

/** The colleagues who write beside a named caller, by their number on each portal. */
export const colleagues = [
  { id: 101, name: 'Priya Nair' }, { id: 102, name: 'Tom Whitfield' }, { id: 103, name: 'Sofia Lindqvist' }, { id: 104, name: 'Daniel Okafor' },
] as const
const [priya, tom] = colleagues

export interface Prose {
  text: string
  /** Left out: the caller wrote it. */
  author?: number
  private?: true
  pinned?: true
  /** Days from now that its follow-up is due. */
  dueIn?: number
  done?: true
}

/** Twenty notes as people write them, oldest first. What a launch shows of a subject. */
export const prose: readonly Prose[] = [
  { text: 'Kick-off with the client went well. They want the **spring catalogue** out before the fair, and they decide on the cover themselves.', pinned: true },
  { text: 'Called the printer: they need the final file by Thursday noon, *3 mm bleed*, colours as FOGRA39.', author: priya.id },
  { text: 'What we still need from the client:\n\n- [x] logo as a vector file\n- [x] price list\n- [ ] approval of the cover\n- [ ] address of the warehouse', author: tom.id },
  { text: 'Draft 2 loses its green in print: the fabric comes out grey. Draft 3 holds.' },
  { text: 'Ask whether she wants the trade-fair banner as well before I promise it.', private: true },
  { text: 'Call them back about the delivery date.', dueIn: 400 },
  { text: 'The sample came in today, two corners are damaged. I sent photos to the supplier, ticket `SUP-48213`.', author: 103 },
  { text: `${mentionOf(priya)} can you look over the text on page 14? The second paragraph still says 2025.`, author: 104 },
  { text: 'Done, page 14 is right now. I changed the footer too.', author: priya.id },
  { text: 'Budget: they are fine with up to **12,400**, everything above needs a signature from their side.\n\nShipping is extra.' },
  { text: 'Order the paper.', dueIn: -20, done: true },
  { text: '1. Agree on the cover\n2. Proof to the client\n3. Corrections by Monday\n4. Print run', author: tom.id },
  { text: 'They asked for a second language. I told them that it moves the date by a week; they will think about it.', author: 103 },
  { text: 'Invoice for the first half went out, number 2026-0331. Payable within 14 days.', dueIn: 420 },
  { text: 'The contact in purchasing changed: from now on it is Ms Brandt, she prefers e-mail to calls.', author: 104 },
  { text: 'Warehouse says the pallets must not be higher than 1.60 m, otherwise they send the truck back. See https://example.com/delivery-rules' },
  { text: 'Remember: no calls on Fridays after one.', private: true },
  { text: 'Proof is approved, with two corrections:\n\n- the oak bench is *not* available in black\n- the price on page 3 is per piece', author: priya.id },
  { text: 'Corrections are in, file is with the printer.', author: tom.id },
  { text: 'Printer confirmed: delivery on the 14th in the morning. I will be there.', dueIn: -3 },
]
