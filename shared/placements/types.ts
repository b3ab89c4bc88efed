import * as v from 'valibot'
import type { LanguageCode } from '../languages'
import type { View } from '../launch'
import type { SubjectRef } from '../subjects'

/** Where a launch leads: the view and what it is about. */
export interface Destination {
  view: View
  subject: SubjectRef | null
  /** Note to show, for the view `note`. */
  noteId?: string
  /** True where Sidenote itself opened the slider. */
  slider?: boolean
}

interface PlacementDefinition<Schema extends v.GenericSchema> {
  /** As in `placement.bind` and the form field PLACEMENT. */
  readonly code: string
  /** Scopes the portal must have granted, beside `placement` itself. */
  readonly scopes: readonly string[]
  /** Path of the page, and so of the handler URL. */
  readonly page: string
  /** PLACEMENT_OPTIONS after JSON decoding. Unknown keys are ignored; an impossible shape is a refused launch. */
  readonly options: Schema
  /** Where these options lead. */
  readonly destination: (options: v.InferOutput<Schema>) => Destination
  /** How it is registered; null for DEFAULT, which the app's card registers. */
  readonly binding: null | {
    /** Bound on a fresh installation. */
    readonly byDefault: boolean
    readonly titles: Readonly<Record<LanguageCode, string>>
    /** OPTIONS of `placement.bind`, documented keys only. */
    readonly options: Readonly<Record<string, string | number>>
  }
  /** What is known of its decline or limits; shown to administrators. */
  readonly remark?: string
}

/** Everything that differs between placements (DESIGN §2). Made by {@link definePlacement}. */
export interface PlacementEntry extends Omit<PlacementDefinition<v.GenericSchema>, 'options' | 'destination'> {
  /** Where raw PLACEMENT_OPTIONS lead; null when their shape is impossible for this placement. */
  readonly resolve: (rawOptions: unknown) => Destination | null
}

/** Makes a catalogue entry; ties the options schema to the function that reads them. */
export function definePlacement<const Schema extends v.GenericSchema>(definition: PlacementDefinition<Schema>): PlacementEntry {
  const { options, destination, ...facts } = definition
  return {
    ...facts,
    resolve(rawOptions) {
      const parsed = v.safeParse(options, rawOptions)
      return parsed.success ? destination(parsed.output) : null
    },
  }
}
