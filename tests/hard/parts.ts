import type { Part } from './part'

interface RegisteredPart {
  /** Whatever is not done by then did not hold. */
  limitMinutes: number
  /** Loaded only by the process that runs it. */
  load: () => Promise<Part>
}

/** The parts, by the name that `--only` takes, in the order in which they run. */
export const parts = {
  fuzz: { limitMinutes: 9, load: async () => (await import('./fuzz')).fuzz },
  crash: { limitMinutes: 11, load: async () => (await import('./crash')).crash },
  storage: { limitMinutes: 5, load: async () => (await import('./storage')).storage },
  soak: { limitMinutes: 14, load: async () => (await import('./soak')).soak },
} satisfies Record<string, RegisteredPart>

export type PartName = keyof typeof parts

export const partNames = Object.keys(parts) as PartName[]

export const isPartName = (name: string): name is PartName => name in parts
