import * as v from 'valibot'

/** OPTIONS of `placement.bind` as they are sent; Bitrix24 keeps the documented keys of a placement and drops all others. */
export type BindOptions = Readonly<Record<string, string | number>>

/** api-reference/widgets/im */
export const imColors = [
  'RED', 'GREEN', 'MINT', 'LIGHT_BLUE', 'DARK_BLUE', 'PURPLE', 'AQUA', 'PINK', 'LIME', 'BROWN', 'AZURE', 'KHAKI', 'SAND', 'ORANGE', 'MARENGO', 'GRAY', 'GRAPHITE',
] as const
export type ImColor = typeof imColors[number]

/** In which chats, beside `ALL`: private ones, groups, customers' lines, chats of the CRM. */
export const chatContexts = ['USER', 'CHAT', 'LINES', 'CRM'] as const

/**
 * A key of OPTIONS that administrators may choose: what a form draws, and what the schema is made of, so that the two cannot
 * disagree. `usual` is what is registered while nobody chose: ours, or Bitrix24's own default spelled out, so that a
 * registration can be compared; null leaves the key out.
 */
export type BindField =
  /** Name of a Font Awesome 4 icon. */
  | { readonly kind: 'icon', readonly key: 'iconName', readonly usual: string }
  | { readonly kind: 'color', readonly key: 'color', readonly usual: ImColor }
  /** `ALL`, or some of {@link chatContexts} joined by `;`. */
  | { readonly kind: 'contexts', readonly key: 'context', readonly usual: 'ALL' }
  /** Everybody, or administrators only. */
  | { readonly kind: 'role', readonly key: 'role', readonly usual: 'USER' | 'ADMIN' }
  | { readonly kind: 'yesNo', readonly key: 'extranet', readonly usual: 'N' | 'Y' }
  /** Of the room that a chat has. */
  | { readonly kind: 'percent', readonly key: 'width' | 'height', readonly usual: number }
  /** In tasks of these projects only: ids joined by commas. */
  | { readonly kind: 'projects', readonly key: 'groupId', readonly usual: null }

/** Longest name of an icon (api-reference/widgets/im). */
export const iconNameLimit = 50

/** The order of the contexts means nothing to Bitrix24, and `ALL` wins; written in one way, so that a registration can be compared. */
const ContextsSchema = v.pipe(
  v.string(),
  v.transform(text => text.split(';')),
  v.array(v.picklist(['ALL', ...chatContexts])),
  v.transform(names => names.includes('ALL') ? 'ALL' : chatContexts.filter(context => names.includes(context)).join(';')),
)

const schemas: Record<BindField['kind'], v.GenericSchema<unknown, string | number>> = {
  // "At most 50 characters, with Latin letters, space or -" (api-reference/widgets/im): letters and digits are all that Font Awesome has besides.
  icon: v.pipe(v.string(), v.maxLength(iconNameLimit), v.regex(/^[a-z][a-z\d -]*$/i)) as v.GenericSchema<unknown, string>,
  color: v.picklist(imColors) as v.GenericSchema<unknown, string>,
  contexts: ContextsSchema as v.GenericSchema<unknown, string>,
  role: v.picklist(['USER', 'ADMIN']) as v.GenericSchema<unknown, string>,
  yesNo: v.picklist(['N', 'Y']) as v.GenericSchema<unknown, string>,
  // Documented is "0 or more"; more than the room there is means nothing.
  percent: v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer(), v.minValue(0), v.maxValue(100)) as v.GenericSchema<unknown, number>,
  projects: v.pipe(v.string(), v.regex(/^[1-9]\d{0,17}(?:,[1-9]\d{0,17})*$/)) as v.GenericSchema<unknown, string>,
}

/** Whether Bitrix24 takes the value for this field. */
export function takesValue({ kind }: BindField, value: unknown): boolean {
  return v.is(schemas[kind], value)
}

/** OPTIONS made of what was chosen; keys that were not take what is usual, keys without a field are refused. */
export function bindOptionsSchema(fields: readonly BindField[]): v.GenericSchema<unknown, BindOptions> {
  const entries = fields.map(({ key, kind, usual }) => [key, usual === null ? v.optional(schemas[kind]) : v.optional(schemas[kind], usual)])
  return v.strictObject(Object.fromEntries(entries) as v.ObjectEntries) as unknown as v.GenericSchema<unknown, BindOptions>
}

const iconName = (usual: string): BindField => ({ kind: 'icon', key: 'iconName', usual })
const color = (usual: ImColor): BindField => ({ kind: 'color', key: 'color', usual })
const percent = (key: 'width' | 'height'): BindField => ({ kind: 'percent', key, usual: 100 })
const context: BindField = { kind: 'contexts', key: 'context', usual: 'ALL' }
/** Who sees a widget of the messenger. */
const audience: readonly BindField[] = [{ kind: 'role', key: 'role', usual: 'USER' }, { kind: 'yesNo', key: 'extranet', usual: 'N' }]

/** IM_NAVIGATION */
export const navigationFields = (icon: string): readonly BindField[] => [iconName(icon), ...audience]

/** IM_CONTEXT_MENU, IM_SMILES_SELECTOR, IMMOBILE_CONTEXT_MENU */
export const chatFields: readonly BindField[] = [context, ...audience]

/** IM_SIDEBAR */
export const sidebarFields = (icon: string, usual: ImColor): readonly BindField[] => [iconName(icon), color(usual), ...chatFields]

/** IM_TEXTAREA */
export const textareaFields = (icon: string, usual: ImColor): readonly BindField[] => [...sidebarFields(icon, usual), percent('width'), percent('height')]

/** TASK_VIEW_TAB and TASK_VIEW_SIDEBAR; tasks without a project do not show the widget then. */
export const projectFields: readonly BindField[] = [{ kind: 'projects', key: 'groupId', usual: null }]
