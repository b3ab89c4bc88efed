import * as v from 'valibot'
import type { ViewRange } from '../calendar'
import type { CallContext } from '../calls'
import type { FieldContext } from '../fields'
import type { LanguageCode } from '../languages'
import type { SubjectRef } from '../subjects'
import type { BindOptions } from './bind-options'
import { noBindOptions } from './bind-options'

/** Where a launch leads: the view and what it is about. */
export type Destination = View & {
  /** True where Sidenote itself opened the slider. */
  slider?: boolean
}

type View =
  | { view: 'home' | 'subject' | 'list' | 'templates' | 'chats' | 'calls' | 'install' | 'settings' | 'worker', subject: SubjectRef | null }
  | { view: 'note', subject: null, noteId?: string }
  | { view: 'message', subject: SubjectRef, messageId: string }
  /** `subject` is whom the call is with: the entity of the CRM, else the number, else nobody known. */
  | { view: 'call', subject: SubjectRef | null, call: CallContext }
  | { view: 'calendar', subject: SubjectRef | null, range: ViewRange, owner: string | null }
  | { view: 'field', subject: SubjectRef | null, field: FieldContext }

/** Where the app runs and for whom, for options that follow from it. */
export interface BindingContext {
  /** Our own public origin. */
  origin: string
  memberId: string
}

interface Binding {
  /** Bound on a fresh installation. */
  readonly byDefault: boolean
  readonly titles: Readonly<Record<LanguageCode, string>>
  /** GROUP_NAME, where a placement has groups; Bitrix24's own group is called "Applications". */
  readonly groupTitles?: Readonly<Record<LanguageCode, string>>
  /** OPTIONS of `placement.bind`: documented keys with their limits, and our defaults. */
  readonly options: v.GenericSchema<unknown, BindOptions>
  /** OPTIONS that nobody chooses. */
  readonly fixedOptions?: (context: BindingContext) => BindOptions
}

interface PlacementDefinition<Schema extends v.GenericSchema> {
  /** As in `placement.bind` and the form field PLACEMENT. */
  readonly code: string
  /** Scopes the portal must have granted, beside `placement` itself. */
  readonly scopes: readonly string[]
  /** Path of the page, and so of the handler URL. */
  readonly page: string
  /** Answered by a plain route of the server instead of a Vue page: for what Bitrix24 loads on each of its pages. */
  readonly plain?: true
  /** PLACEMENT_OPTIONS after JSON decoding. Unknown keys are ignored; an impossible shape is a refused launch. */
  readonly options: Schema
  /** Where these options lead whoever opened it; null when they fit the schema and still name nothing. */
  readonly destination: (options: v.InferOutput<Schema>, viewerId: number) => Destination | null
  /** How `placement.bind` registers it; null for what is registered otherwise (the app's card, `userfieldtype.add`). */
  readonly binding: null | Binding
  /** What is known of its decline or limits; shown to administrators. */
  readonly remark?: string
}

/** Everything that differs between placements (DESIGN §2). Made by {@link definePlacement}. */
export interface PlacementEntry extends Omit<PlacementDefinition<v.GenericSchema>, 'options' | 'destination'> {
  /** Where raw PLACEMENT_OPTIONS lead this person; null when their shape is impossible for this placement. */
  readonly resolve: (rawOptions: unknown, viewerId: number) => Destination | null
  /** Which of the options is missing or impossible, by its name; null when they are as documented or no object at all. */
  readonly misses: (rawOptions: unknown) => string | null
}

/** Makes a catalogue entry; ties the options schema to the function that reads them. */
export function definePlacement<const Schema extends v.GenericSchema>(definition: PlacementDefinition<Schema>): PlacementEntry {
  const { options, destination, ...facts } = definition
  return {
    ...facts,
    resolve(rawOptions, viewerId) {
      const parsed = v.safeParse(options, rawOptions)
      return parsed.success ? destination(parsed.output, viewerId) : null
    },
    misses(rawOptions) {
      const { issues } = v.safeParse(options, rawOptions)
      return issues ? v.getDotPath(issues[0]) : null
    },
  }
}

/**
 * OPTIONS that `placement.bind` gets for an entry.
 * @param chosen what an administrator chose; absent keys take our defaults
 * @throws ValiError when something chosen is beyond Bitrix24's limits
 */
export function bindOptionsOf(entry: PlacementEntry, context: BindingContext, chosen: unknown = {}): BindOptions {
  const { options = noBindOptions, fixedOptions } = entry.binding ?? {}
  return { ...v.parse(options, chosen), ...fixedOptions?.(context) }
}
