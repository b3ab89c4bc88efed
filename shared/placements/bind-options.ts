import * as v from 'valibot'

/** OPTIONS of `placement.bind` as they are sent; Bitrix24 keeps the documented keys of a placement and drops all others. */
export type BindOptions = Readonly<Record<string, string | number>>

/** For the many placements that keep no options. */
export const noBindOptions = v.object({})

/** Name of a Font Awesome 4 icon: at most 50 characters, with Latin letters, space or `-` (api-reference/widgets/im). */
const IconNameSchema = v.pipe(v.string(), v.maxLength(50), v.regex(/^[a-z][a-z\d -]*$/i, 'Name of a Font Awesome 4 icon, such as fa-rocket'))

const chatContexts = ['ALL', 'USER', 'CHAT', 'LINES', 'CRM'] as const

/** In which chats: names joined by `;`, where `ALL` wins. */
const ContextSchema = v.pipe(v.string(), v.check(
  context => context.split(';').every(name => chatContexts.some(known => known === name)),
  'ALL, or USER, CHAT, LINES, CRM joined by ;',
))

export const imColors = [
  'RED', 'GREEN', 'MINT', 'LIGHT_BLUE', 'DARK_BLUE', 'PURPLE', 'AQUA', 'PINK', 'LIME', 'BROWN', 'AZURE', 'KHAKI', 'SAND', 'ORANGE', 'MARENGO', 'GRAY', 'GRAPHITE',
] as const

/** Per cent of the room there is. */
const PercentSchema = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer(), v.minValue(0))

const optional = <const Schema extends v.GenericSchema>(schema: Schema, usual: v.InferInput<Schema>) => v.optional(schema, usual as never)

/** Who sees a widget of the messenger, and where: Bitrix24's own defaults, spelled out so that a registration can be compared. */
const audience = {
  extranet: optional(v.picklist(['N', 'Y']), 'N'),
  role: optional(v.picklist(['USER', 'ADMIN']), 'USER'),
}
const inChats = { ...audience, context: optional(ContextSchema, 'ALL') }

/** IM_NAVIGATION */
export const navigationOptions = (iconName: string) => v.object({ iconName: optional(IconNameSchema, iconName), ...audience })

/** IM_SIDEBAR */
export const sidebarOptions = (iconName: string, color: typeof imColors[number]) =>
  v.object({ iconName: optional(IconNameSchema, iconName), ...inChats, color: optional(v.picklist(imColors), color) })

/** IM_TEXTAREA */
export const textareaOptions = (iconName: string, color: typeof imColors[number]) =>
  v.object({ ...sidebarOptions(iconName, color).entries, width: optional(PercentSchema, 100), height: optional(PercentSchema, 100) })

/** IM_CONTEXT_MENU, IM_SMILES_SELECTOR, IMMOBILE_CONTEXT_MENU */
export const chatOptions = v.object(inChats)

/** TASK_VIEW_TAB and TASK_VIEW_SIDEBAR: in tasks of these projects only, ids joined by commas; absent for everywhere. */
export const projectFilterOptions = v.object({ groupId: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d*(?:,[1-9]\d*)*$/, 'Ids of projects, joined by commas'))) })
