import * as v from 'valibot'
import type { ViewRange } from '../calendar'
import type { CallContext } from '../calls'
import type { FieldContext } from '../fields'
import type { LanguageCode } from '../languages'
import type { SettingsTab } from '../settings-tabs'
import type { SubjectRef } from '../subjects'
import type { BindField, BindOptions } from './bind-options'
import { bindOptionsSchema } from './bind-options'

/** Where a launch leads: the view and what it is about. */
export type Destination = View & {
  /** True where Sidenote itself opened the slider. */
  slider?: boolean
}

type View =
  | { view: 'home' | 'subject' | 'list' | 'templates' | 'chats' | 'calls' | 'install' | 'worker', subject: SubjectRef | null }
  | { view: 'note', subject: null, noteId?: string }
  | { view: 'settings', subject: null, tab: SettingsTab }
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

/** The parts of Bitrix24 that administrators know the places by, in the order of the settings page. */
export const placeGroups = ['tasks', 'projects', 'people', 'calendar', 'telephony', 'messenger', 'contactCenter', 'everywhere', 'crm', 'mobile'] as const
export type PlaceGroup = typeof placeGroups[number]

/** Which sketch shows where a place is. */
export type PlacePicture =
  | 'leftMenu' | 'profileMenu' | 'rowMenu' | 'messageMenu' | 'toolbar' | 'cardTab' | 'cardBlock' | 'sidebar' | 'calendarView' | 'callCard' | 'report'
  | 'navigation' | 'textarea' | 'smiles' | 'tile' | 'phone' | 'link' | 'hidden'

interface Binding {
  readonly group: PlaceGroup
  readonly picture: PlacePicture
  /** Bound on a fresh installation. */
  readonly byDefault: boolean
  readonly titles: Readonly<Record<LanguageCode, string>>
  /** GROUP_NAME, where a placement has groups; Bitrix24's own group is called "Applications". */
  readonly groupTitles?: Readonly<Record<LanguageCode, string>>
  /** OPTIONS that administrators may choose; most placements keep none. */
  readonly fields?: readonly BindField[]
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
  /**
   * What administrators should know of its decline or limits; the sentence stands at `settings.places.remark.<remark>`.
   * `oneBlock`: since tasks 25.700 tab, sidebar and top panel are rows of one block, so more than one shows Sidenote twice.
   * `classicProjects`: the new interface of projects does not show it. `retired`: since im 25.1600 it is still registered and
   * never opened. `restored`: Bitrix24 removes it when it answers slowly; the next administrator's visit registers it again.
   */
  readonly remark?: 'oneBlock' | 'classicProjects' | 'retired' | 'restored'
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

/** Schema of the OPTIONS that administrators may choose for an entry; its output has our defaults where they chose nothing. */
export function chosenOptionsSchema({ binding }: PlacementEntry): v.GenericSchema<unknown, BindOptions> {
  return bindOptionsSchema(binding?.fields ?? [])
}

/**
 * OPTIONS that `placement.bind` gets for an entry.
 * @param chosen what an administrator chose; absent keys take our defaults
 * @throws ValiError when something chosen is beyond Bitrix24's limits
 */
export function bindOptionsOf(entry: PlacementEntry, context: BindingContext, chosen: unknown = {}): BindOptions {
  return { ...v.parse(chosenOptionsSchema(entry), chosen), ...entry.binding?.fixedOptions?.(context) }
}
