/** One line of the report: what was tried, how often, and how often it held. */
export interface Trial {
  what: string
  tried: number
  held: number
  /** Figures worth knowing beside it: the slowest answer, the memory; one short sentence. */
  note?: string
}

/** What a part is given to work with. */
export interface HardContext {
  /** Everything by chance comes from here, so that a run can be repeated: `npm run test:hard -- --seed=N`. */
  seed: number
  /** Entry of the built server, `…/server/index.mjs`. */
  entry: string
  /** An empty folder of its own, removed after the run. */
  folder: string
  /** How long a part goes on that could go on for ever; its own measure when absent: `npm run test:hard -- --minutes=N`. */
  minutes?: number
  /** Tells the person who waits how far it is, in one line. */
  progress: (line: string) => void
}

/** One part of the hard tests. It ends whatever it started, and throws only when it could not be carried out. */
export interface Part {
  title: string
  /** @returns at least one trial; one with `held < tried` fails the run */
  run: (context: HardContext) => Promise<Trial[]>
}
